using Ledger.Facts;

namespace Ledger.Export;

/// <summary>A value of a message that no record tells, or not exactly: what stands there instead, and why.</summary>
/// <param name="Table">The table.</param>
/// <param name="Row">Place of the row among those of its table, from 1.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Written">The agreed filler, or the rounded value.</param>
/// <param name="Why">Why.</param>
public sealed record MessageGap(string Table, int Row, string Attribute, string Written, Wording Why);
