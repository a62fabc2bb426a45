namespace Ledger.Cli;

/// <summary>A page of governance, proved.</summary>
/// <param name="Message">What it holds.</param>
/// <param name="TimeMs">When it was last changed.</param>
/// <param name="Entry">Leaf hash of the entry that last changed it.</param>
internal sealed record GovernedPage<T>(T Message, ulong TimeMs, byte[] Entry);
