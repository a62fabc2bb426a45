namespace Ledger.Verifier;

/// <summary>A page of the world state in a certificate.</summary>
public sealed record EvidencePage
{
    /// <summary>Key of the page, e.g. <c>enc/&lt;unit code&gt;</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The page's bytes; null when it is proved absent.</summary>
    public byte[]? Page { get; init; }

    /// <summary>ICS 23 proof.</summary>
    public required byte[] Proof { get; init; }
}
