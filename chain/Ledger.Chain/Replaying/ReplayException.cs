namespace Ledger.Chain;

/// <summary>A stream of entries is not a ledger that the rules accept.</summary>
public sealed class ReplayException : Exception
{
    /// <summary>Names the first entry that does not fit.</summary>
    public ReplayException(ulong index, ulong block, string message)
        : base($"Replay stops at entry {index}, block {block}: {message}")
    {
        Index = index;
        Block = block;
    }

    /// <summary>Index of the entry.</summary>
    public ulong Index { get; }

    /// <summary>Block it stands in.</summary>
    public ulong Block { get; }
}
