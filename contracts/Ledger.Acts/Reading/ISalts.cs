using Ledger.Facts;

namespace Ledger.Acts;

/// <summary>
/// What an act is blinded with. A department has keys for its persons and draws lots for its documents; a bank that checks what was
/// prepared for it has what the department disclosed; a clerk's program has nothing, and what it makes lacks tokens and document roots.
/// </summary>
public interface ISalts
{
    /// <summary>Epoch under which the tokens of a unit are made; null when its key is lacking.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="stated">Epoch that the ledger states for it; null when it has no tokens there: any will do.</param>
    uint? EpochOf(UnitCode unit, uint? stated);

    /// <summary>Salt of a person's token under a unit, <see cref="PartyToken.SaltSize"/> bytes; null when it is not known.</summary>
    byte[]? OfParty(UnitCode unit, uint epoch, PersonId person);

    /// <summary>Salt of a document's field, <see cref="Log.DocumentField.SaltSize"/> bytes; null when it is not known.</summary>
    /// <param name="act">Place of the act in its request, from 0.</param>
    /// <param name="field">Name of the field.</param>
    byte[]? OfField(int act, string field);
}
