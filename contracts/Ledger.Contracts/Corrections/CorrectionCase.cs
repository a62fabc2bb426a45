using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A correction with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Case">Its case, with the public notices.</param>
/// <param name="Units">The units, as the event lists them.</param>
/// <param name="Mortgages">The mortgages whose terms are corrected.</param>
internal sealed record CorrectionCase(
    CorrectionRecorded Event, PageView<CasePage> Case, IReadOnlyList<CorrectedPages> Units, IReadOnlyList<PageView<MortgagePage>> Mortgages)
{
    /// <summary>Reads the pages.</summary>
    public static CorrectionCase Load(CorrectionRecorded e, Book book) => new(
        e,
        book.Case(e.Recording.AcceptanceNumber),
        [.. e.Units.Select((unit, i) => CorrectedPages.Load(book, e, unit, $"units[{i}]"))],
        [.. e.Mortgages.Select(corrected => book.Mortgage(corrected.Mortgage ?? new()))]);
}
