namespace Ledger.Fabric.Protocol;

/// <summary>One page of a range or query.</summary>
/// <param name="Entries">Its entries, in order.</param>
/// <param name="Bookmark">Names the next page; empty, or a page without entries, at the end.</param>
public sealed record StatePage(IReadOnlyList<StateEntry> Entries, string Bookmark);
