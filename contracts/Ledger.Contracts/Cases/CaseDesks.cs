using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Reads the desks of a case, and the cases of a desk.</summary>
internal static class CaseDesks
{
    /// <summary>The desks on which a case stands, each with its unit's code.</summary>
    public static IReadOnlyList<(string Unit, PageView<DeskPage> Desk)> Load(Book book, PageView<CasePage> view)
        => view.Body is { } page ? [.. Desks.UnitsOf(page).Select(unit => (unit, book.Desk(unit)))] : [];

    /// <summary>The cases open on a unit that a seizure of the unit stops.</summary>
    public static IReadOnlyList<PageView<CasePage>> CasesOn(Book book, PageView<DeskPage> desk)
        => [.. (desk.Body?.Cases ?? []).Where(static entry => !entry.Flows.All(OtherCase.IsHarmless)).Select(entry => book.Case(entry.AcceptanceNumber))];
}
