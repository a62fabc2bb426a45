using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A release of profile 2 with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mortgage">The mortgage's page.</param>
/// <param name="Releases">Pages of the units that it names.</param>
/// <param name="IsNoticed">Whether the mortgage is signed and not in the book, but noticed there.</param>
internal sealed record MortgageReleaseCaseTwo(
    ReleaseInstructed Event, PageView<MortgagePage> Mortgage, IReadOnlyList<PageView<ReleasePage>> Releases, bool IsNoticed)
{
    /// <summary>Reads the pages.</summary>
    public static MortgageReleaseCaseTwo Load(ReleaseInstructed e, Book book)
    {
        var mortgage = book.Mortgage(e.Mortgage);
        var noticed = mortgage.Body is { State: MortgageState.Signed } page && page.Units
            .SelectMany(unit => book.Encumbrances(unit.UnitCode).Body?.Notices ?? [])
            .Any(row => row.Ended == 0 && e.Mortgage.Equals(row.Mortgage));
        return new(e, mortgage, [.. e.Units.Select(unit => book.Release(e.Mortgage, unit))], noticed);
    }
}
