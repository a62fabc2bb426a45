namespace Ledger.Peers;

/// <summary>Column families of a peer's store. Their names are the members' names in lower case.</summary>
internal enum StoreColumn
{
    /// <summary>Small records: layout, oldest version, divergence. RocksDB's default column family.</summary>
    Meta,

    /// <summary>u64 index → entry.</summary>
    Entries,

    /// <summary>Leaf hash → u64 index || u64 block.</summary>
    Leaves,

    /// <summary>u8 level || u64 index → hash of a complete subtree of the log.</summary>
    Hashes,

    /// <summary>Key → u64 version || page, as of the head.</summary>
    Pages,

    /// <summary>Key || u64 version that replaced it → u64 version that wrote it || page.</summary>
    History,

    /// <summary>Path → node of the state tree's base; how far the base goes.</summary>
    Nodes,

    /// <summary>u64 number → BlockRecord.</summary>
    Blocks,

    /// <summary>u64 number → BlockWrites, while the block's state is retained.</summary>
    Writes,

    /// <summary>u64 number || organisation → Cosigned.</summary>
    Lines,
}
