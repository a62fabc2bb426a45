using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>What objections, notices and use rights look like in requests.</summary>
internal static class NoticeInputs
{
    public static readonly ActOption Proof = new("--proof", "proof", new("登记证明号", "number of the registration proof"));
    public static readonly ActOption EndedProof = new("--proof", "proof.number", new("登记证明号", "number of the registration proof"));
    public static readonly ActOption Replaces = new("--replaces", "replaces.number", new("被变更的登记证明号", "proof of what it changes"));
    public static readonly ActOption FirstDay = new("--first-day", "first_day", new("起始日 yyyy-MM-dd", "first day, yyyy-MM-dd"));
    public static readonly ActOption LastDay = new("--last-day", "last_day", new("末日 yyyy-MM-dd", "last day, yyyy-MM-dd"));

    /// <summary>Parties as one unit sees them, sorted.</summary>
    /// <param name="input">Reads what has the list.</param>
    /// <param name="unit">The unit; null after a fault.</param>
    /// <param name="parties">The list.</param>
    /// <param name="list">Its name.</param>
    /// <param name="name">Name of a party within the document.</param>
    public static List<Party> PartiesAt(this ActReader input, ActUnit? unit, IReadOnlyList<PartyInput> parties, string list, string name)
    {
        input.Count(parties.Count, list);
        var read = parties.Select((party, i) => input.Party(party, $"{list}[{i}]", $"{name}.{i}")).ToList();
        if (unit is null)
            return [];
        List<Party> seen = [.. read.Select(party => input.At(party, unit))];
        seen.Sort(PartyOrder.Compare);
        return seen;
    }

    /// <summary>The proof that an act issues.</summary>
    public static CertificateId NewProof(this ActReader input, string proof) => input.Certificate(proof, legacy: false, "proof", "proof");

    /// <summary>A proof that is there already.</summary>
    public static CertificateId KnownProof(this ActReader input, CertificateInput? proof, string field)
    {
        var stated = input.Required(proof, field);
        var read = input.In(field).Certificate(stated.Number, stated.Legacy, "number", field);
        if (proof is not null)
            input.JudgedOn(PageKeys.Certificate(read));
        return read;
    }

    /// <summary>The proof of what an act changes; null for none.</summary>
    public static CertificateId? OptionalProof(this ActReader input, CertificateInput? proof, string field)
        => proof is null ? null : input.KnownProof(proof, field);

    /// <summary>One party as a unit sees it; nothing after a fault of the unit.</summary>
    public static Party PartyAt(this ActReader input, ActUnit? unit, PartyInput? party, string field)
        => input.Party(party, field, field) is var read && unit is not null ? input.At(read, unit) : new();
}
