using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>What a clerk's program knows of what an act is blinded with: nothing. Its events lack tokens, epochs and document roots.</summary>
internal sealed class NothingKnown : IPageReader, ISalts
{
    public Page? ReadPage(string key) => null;

    public uint? EpochOf(UnitCode unit, uint? stated) => 0;

    public byte[]? OfParty(UnitCode unit, uint epoch, PersonId person) => null;

    public byte[]? OfField(int act, string field) => null;
}
