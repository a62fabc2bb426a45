namespace Ledger.Chain.Tests;

/// <summary>A block of the golden chain: its envelopes, and the roots they lead to.</summary>
internal sealed record GoldenBlock(ulong Number, IReadOnlyList<string> Envelopes, string Root, string StateRoot);
