using Ledger.V1;

namespace Ledger.Client;

/// <summary>One query on a unit.</summary>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Event">Its receipt on the ledger; null where no department tells of it.</param>
/// <param name="Signer">Organisation that answered.</param>
/// <param name="Fields">What the receipt's document says: purpose, basis, item; none once it was erased.</param>
public sealed record OwnersTrace(ulong Number, QueryTraced? Event, string Signer, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>It stands on the ledger, and no department tells of it.</summary>
    public bool IsHidden => Event is null;
}
