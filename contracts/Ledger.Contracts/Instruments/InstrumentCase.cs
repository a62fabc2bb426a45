using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An instrument that is stated or withdrawn, with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Page">The instrument's page, absent as a rule when it is stated.</param>
/// <param name="Pair">The other instrument of an exchange; null for none.</param>
/// <param name="Units">Its units; of a withdrawal those of the page.</param>
/// <param name="Open">Cases open on its units; of a withdrawal only.</param>
internal sealed record InstrumentCase(
    InstrumentStated Event,
    PageView<InstrumentPage> Page,
    PageView<InstrumentPage>? Pair,
    IReadOnlyList<UnitSale> Units,
    IReadOnlyList<PageView<CasePage>> Open)
{
    /// <summary>Reads the pages.</summary>
    public static InstrumentCase Load(InstrumentStated e, Book book)
    {
        var page = book.Instrument(e.Number);
        var (units, givers, takers) = e.Withdrawn && page.Body is { } known
            ? (known.Units, known.Givers, known.Takers)
            : (e.Units, e.Givers, e.Takers);
        return new(
            e,
            page,
            e.Pair.Length > 0 ? book.Instrument(e.Pair) : null,
            [.. units.Select((unit, i) => new UnitSale(unit, i, givers, takers, UnitPages.Read(book, unit.UnitCode)))],
            e.Withdrawn ? BasisInHand.Load(book, units.Select(unit => unit.UnitCode)) : []);
    }
}
