using Ledger.Facts;

namespace Ledger.Import;

/// <summary>Carries a fault out of the reading of one row.</summary>
internal sealed class RowFaultException(RowFault fault) : Exception(fault.Reason.English)
{
    public RowFault Fault { get; } = fault;

    /// <summary>A field that does not hold what it should.</summary>
    public static RowFaultException Field(CsvRow row, string column, Wording wanted) => new(new(
        row.File,
        row.Line,
        new($"字段“{column}”的值“{row[column]}”应为{wanted.Chinese}", $"field '{column}' is '{row[column]}', expected {wanted.English}")));
}
