namespace Ledger.Import;

/// <summary>A row of the file: exactly one of deal and fault is set.</summary>
/// <param name="Line">Line of the main file, from 1.</param>
/// <param name="Id">The file's own name for the row; empty when it has none.</param>
/// <param name="Deal">What it says.</param>
/// <param name="Fault">Why it cannot be read.</param>
internal sealed record SourceRow(int Line, string Id, Deal? Deal, RowFault? Fault);
