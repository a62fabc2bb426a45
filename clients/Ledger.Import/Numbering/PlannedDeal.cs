namespace Ledger.Import;

/// <summary>A deal with everything that its case needs, as the journal keeps it.</summary>
/// <param name="Row">Place of its row in the file, from 1.</param>
/// <param name="FirstUnit">Units of all rows before.</param>
/// <param name="Id">The file's own name.</param>
/// <param name="Date">yyyymmdd.</param>
/// <param name="PriceFen">Total price.</param>
/// <param name="Units">Each code once.</param>
/// <param name="Remarks">Fields of the contract's document.</param>
internal sealed record PlannedDeal(
    int Row, int FirstUnit, string Id, uint Date, ulong PriceFen, IReadOnlyList<PlannedUnit> Units, IReadOnlyList<KeyValuePair<string, string>> Remarks);
