using Ledger.Client;

namespace Ledger.Import;

/// <summary>How an import runs.</summary>
public sealed record ImportOptions
{
    /// <summary>Largest number of rows whose steps share one envelope, at least 1; with 1 every act has an envelope of its own.</summary>
    public int Pack { get; init; } = 32;

    /// <summary>Rows worked on at once, at least 1.</summary>
    public int RowsInFlight { get; init; } = 512;

    /// <summary>Envelopes each department's clerk has under way at once, at least 1.</summary>
    public int EnvelopesInFlight { get; init; } = 4;

    /// <summary>Encoding of the files, one of <see cref="TextEncoding.Names"/>.</summary>
    public string Encoding { get; init; } = TextEncoding.Default;

    /// <summary>How long the import goes on trying to reach the ledger before it gives up; it can be resumed later.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);
}
