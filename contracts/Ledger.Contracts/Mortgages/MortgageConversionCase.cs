using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The conversion of a construction mortgage with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mortgage">The mortgage's page.</param>
/// <param name="Certificate">Page of the new proof.</param>
/// <param name="Former">Page of the proof that falls; null without a mortgage.</param>
/// <param name="Converted">The units that are registered now.</param>
/// <param name="Excluded">The units that leave, each with its release.</param>
/// <param name="Others">Titles of the units that the event does not name.</param>
internal sealed record MortgageConversionCase(
    MortgageConverted Event, PageView<MortgagePage> Mortgage, PageView<CertificatePage> Certificate, PageView<CertificatePage>? Former,
    IReadOnlyList<Disposal> Converted, IReadOnlyList<(UnitPages Pages, PageView<ReleasePage> Release)> Excluded, IReadOnlyList<PageView<TitlePage>> Others)
{
    /// <summary>Reads the pages.</summary>
    public static MortgageConversionCase Load(MortgageConverted e, Book book)
    {
        var mortgage = book.Mortgage(e.Mortgage);
        var named = e.Units.Select(static unit => unit.UnitCode).Concat(e.Excluded.Select(static unit => unit.UnitCode)).ToHashSet(StringComparer.Ordinal);
        return new(
            e,
            mortgage,
            book.Certificate(e.Certificate),
            mortgage.Body?.Certificate is { } former ? book.Certificate(former) : null,
            [.. e.Units.Select(unit => Disposal.Read(book, FlowCode.M8, unit.UnitCode, e.Act).ForMortgage(e.Mortgage, [], "")
                with { Case = e.Recording.AcceptanceNumber })],
            [.. e.Excluded.Select(unit => (UnitPages.Read(book, unit.UnitCode), book.Release(e.Mortgage, unit.UnitCode)))],
            [.. (mortgage.Body?.Units ?? []).Where(unit => !named.Contains(unit.UnitCode)).Select(unit => book.Title(unit.UnitCode))]);
    }
}
