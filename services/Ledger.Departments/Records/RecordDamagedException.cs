namespace Ledger.Departments.Records;

/// <summary>
/// A row of the record store is not what was written: it is named and never served. Restore the store from its backup,
/// or repair the row from what the ledger and the operator's program still hold.
/// </summary>
public sealed class RecordDamagedException(string table, string row, string detail)
    : Exception($"Record store damaged: table {table}, row {row}: {detail} | 记录库损坏：表 {table}，行 {row}：{detail}")
{
    /// <summary>Table of the damaged row.</summary>
    public string Table { get; } = table;

    /// <summary>Key of the damaged row: a record number, or a fingerprint.</summary>
    public string Row { get; } = row;
}
