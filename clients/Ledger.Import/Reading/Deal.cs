using Ledger.Facts;

namespace Ledger.Import;

/// <summary>A sale as a file tells it: everything here comes from the file.</summary>
/// <param name="Id">The file's own name for the sale.</param>
/// <param name="Line">Line of the file it begins on, from 1.</param>
/// <param name="Date">Day of the deal.</param>
/// <param name="Price">Total price for all units; the file's currency taken as yuan.</param>
/// <param name="Units">What is sold, at least one, each identity once.</param>
/// <param name="Remarks">Field name and value for the contract's document; never on the ledger.</param>
internal sealed record Deal(
    string Id, int Line, Day Date, Money Price, IReadOnlyList<DealUnit> Units, IReadOnlyList<KeyValuePair<string, string>> Remarks);
