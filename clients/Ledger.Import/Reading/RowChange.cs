namespace Ledger.Import;

/// <summary>What a register says that a row is.</summary>
internal enum RowChange
{
    /// <summary>A sale, as it stands.</summary>
    Addition,

    /// <summary>A sale that the register published before, with other content.</summary>
    Change,

    /// <summary>A sale that the register published before and takes back.</summary>
    Deletion,
}
