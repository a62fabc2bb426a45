using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// Sales before 1970. A case of the ledger is accepted at an instant, and instants begin in 1970: such a sale stands in the old book,
/// and the ledger takes its unit over as the sale left it. So it has no contract and no taxes there, and no recording but the book's.
/// </summary>
internal static class OldBook
{
    /// <summary>Whether a sale stands there.</summary>
    public static bool Holds(PlannedDeal deal) => Day.FromNumber(deal.Date) < DealDay.FirstInstant;

    /// <summary>The titles of a sale's units after it.</summary>
    /// <param name="deal">The sale.</param>
    /// <param name="numbers">Its numbers.</param>
    /// <param name="titles">Titles before.</param>
    public static IReadOnlyDictionary<string, HeldTitle> After(PlannedDeal deal, DealNumbers numbers, IReadOnlyList<HeldTitle> titles)
        => UnitSale.Of(deal, titles).ToDictionary(
            static unit => unit.Unit.Code, unit => unit.After(numbers) with { IsOpen = false, Recorded = numbers.Date.Number }, StringComparer.Ordinal);
}
