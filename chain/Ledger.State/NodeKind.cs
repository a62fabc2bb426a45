namespace Ledger.State;

/// <summary>What stands at a place of the binary tree.</summary>
internal enum NodeKind : byte
{
    /// <summary>No key.</summary>
    Empty,

    /// <summary>Exactly one key, whose leaf stands here.</summary>
    Leaf,

    /// <summary>Two keys or more.</summary>
    Inner,
}
