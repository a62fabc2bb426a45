using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A mortgage that stands on a page of the book, with what its mortgagee declared since.</summary>
/// <param name="Row">Its row.</param>
/// <param name="On">The encumbrance page that has the row: of the unit, or of its parcel.</param>
/// <param name="Page">The mortgage's page.</param>
/// <param name="Release">The release of the unit in question alone.</param>
internal sealed record LiveMortgage(MortgageRow Row, PageView<EncumbrancePage> On, PageView<MortgagePage> Page, PageView<ReleasePage> Release)
{
    /// <summary>Released, as a whole or for the unit, or extinguished: it waits for its cancellation and asks no consent any more.</summary>
    public bool IsReleased => Page.Body is { State: MortgageState.ReleaseInstructed } || Release.Body is not null || IsExtinguished(Row);

    /// <summary>Extinguished by a court's transfer of the unit, its cancellation not recorded yet: the row says cancelled, the mortgage's page not.</summary>
    public static bool IsExtinguished(MortgageRow row) => row.State == MortgageState.Cancelled;

    /// <summary>A maximum-amount mortgage whose claim is not determined yet.</summary>
    public bool IsOpenMaximum => Row.Terms.Mode == MortgageMode.Maximum && Row.DeterminedDate == 0;

    /// <summary>Reads what stands on a page, as it concerns a unit: the page's own, or one on the page's land.</summary>
    public static IReadOnlyList<LiveMortgage> Of(Book book, PageView<EncumbrancePage> page, string unitCode)
        => [.. (page.Body?.Mortgages ?? []).Select(row => new LiveMortgage(row, page, book.Mortgage(row.Id), book.Release(row.Id, unitCode)))];
}
