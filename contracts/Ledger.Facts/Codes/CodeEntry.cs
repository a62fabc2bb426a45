namespace Ledger.Facts;

/// <summary>A line of a code table.</summary>
/// <param name="Code">The code as departments exchange it.</param>
/// <param name="Name">Its meaning.</param>
public sealed record CodeEntry(uint Code, Wording Name);
