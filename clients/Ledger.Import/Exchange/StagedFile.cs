using Ledger.Facts;

namespace Ledger.Import;

/// <summary>What a staged file is. The journal keeps the numbers.</summary>
internal enum StagedKind
{
    /// <summary>A reporting message.</summary>
    Message = 0,

    /// <summary>A daily log.</summary>
    Log = 1,

    /// <summary>An answer of the platform.</summary>
    Answer = 2,

    /// <summary>It cannot be read.</summary>
    Unreadable = 3,

    /// <summary>No XML by its name, or still being written.</summary>
    Aside = 4,
}

/// <summary>A file as it is staged.</summary>
/// <param name="Digest">SHA-256 of its content, hex; of a file that cannot be read whole its name.</param>
/// <param name="Name">Its path in the folder.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Rows">Rows of its tables.</param>
/// <param name="Aside">Values that no table knows.</param>
/// <param name="Unit">The unit of a message.</param>
/// <param name="Line">Where it cannot be read; 0 = as a whole.</param>
/// <param name="Reason">Why it cannot be read, or is kept aside.</param>
/// <param name="Content">Its bytes; null when they were not read.</param>
internal sealed record StagedFile(
    string Digest, string Name, StagedKind Kind, int Rows, int Aside, string Unit, int Line, Wording Reason, byte[]? Content);
