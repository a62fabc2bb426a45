using Ledger.V1;

namespace Ledger.Export;

/// <summary>Who holds a unit or a right, in clear text.</summary>
/// <param name="Party">Who.</param>
/// <param name="Certificate">The certificate or proof stood on; empty for none.</param>
/// <param name="Share">Reduced share, e.g. <c>1/2</c>; empty for a sole or joint holder.</param>
/// <param name="Group">Group of joint holders; 0 = none.</param>
internal sealed record BookOwner(PartyInput Party, string Certificate, string Share = "", uint Group = 0)
{
    /// <summary>Whether it is the same person or organisation.</summary>
    public bool Is(PartyInput other) => Party.DocumentType == other.DocumentType && Party.DocumentNumber == other.DocumentNumber;
}
