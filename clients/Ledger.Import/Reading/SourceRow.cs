namespace Ledger.Import;

/// <summary>A row of the file: exactly one of deal and fault is set, but a deletion may do without either.</summary>
/// <param name="File">Name of the main file, without its folder.</param>
/// <param name="Line">Line of the main file, from 1.</param>
/// <param name="Id">The register's own name for the sale; empty when it has none.</param>
/// <param name="Deal">What it says.</param>
/// <param name="Fault">Why it cannot be read.</param>
/// <param name="Change">What the register says that the row is.</param>
internal sealed record SourceRow(string File, int Line, string Id, Deal? Deal, RowFault? Fault, RowChange Change = RowChange.Addition);
