using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>Something that a department wrote.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">What it says.</param>
/// <param name="Page">Key of its page, whose proof was verified.</param>
/// <param name="Entry">Leaf hash of the entry that wrote it, hex.</param>
internal sealed record CaseFact(Wording Label, Wording Value, string Page, string Entry);
