namespace Ledger.Departments;

/// <summary>
/// A row or a file of the record store is not what was written: it is named and never served. Restore the store from its
/// backup, or repair the row from what the ledger and the operator's program still hold.
/// </summary>
public sealed class RecordDamagedException : Exception
{
    /// <summary>Names a row.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="row">Its key.</param>
    /// <param name="detail">What was found.</param>
    public RecordDamagedException(string table, string row, string detail)
        : base($"Record store damaged: table {table}, row {row}: {detail} | 记录库损坏：表 {table}，行 {row}：{detail}")
    {
        Table = table;
        Row = row;
    }

    private RecordDamagedException(string file, string message)
        : base(message)
    {
        Table = Path.GetFileName(file);
        Row = "-";
    }

    /// <summary>Table of the damaged row, or name of the damaged file.</summary>
    public string Table { get; }

    /// <summary>Key of the damaged row: a record number, or a fingerprint; - of a file.</summary>
    public string Row { get; }

    /// <summary>Names a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="zh">What was found and what to do, in Chinese, without a full stop.</param>
    /// <param name="en">The same in English.</param>
    public static RecordDamagedException OfFile(string path, string zh, string en)
        => new(path, $"Record store damaged: {path}: {en}. | 记录库损坏：{path}：{zh}。");
}
