using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-43 for changes: who stands behind a mortgage on the same holding consents before it grows; where the city lets an increase
/// rank last instead, the increase alone does.
/// </summary>
internal static class LowerMortgagees
{
    /// <summary>Checks the consents to a change that makes the mortgage heavier.</summary>
    public static void Check(Judgement judgement, MortgageChangeCase loaded)
    {
        if (!loaded.IsMore || RanksLast(judgement.City, loaded))
            return;
        foreach (var unit in loaded.Units)
        {
            judgement.About(unit.Recording.UnitCode);
            foreach (var lower in unit.Lower.Where(lower => !Consents(lower, loaded.Event.Mortgage)))
            {
                judgement.Fail(
                    MortgageRank.C43,
                    new($"单元{unit.Recording.UnitCode}上在后的抵押权人{Labels.Mortgagee(lower.Row.Id)}未同意该变更",
                        $"the mortgagee {Labels.Mortgagee(lower.Row.Id)}, of lower rank on unit {unit.Recording.UnitCode}, has not consented to the change"),
                    new("请取得在后抵押权人的同意（MortgageeConsented，变更）", "obtain the consent of the lower mortgagees (MortgageeConsented, CHANGE)"),
                    unit.Pages.Encumbrances.Says(new("抵押顺位", "rank"), lower.Row.Rank),
                    lower.Page.Says(new("抵押权人同意", "mortgagee's consent"), Labels.Absent));
            }
        }

        judgement.About("");
    }

    /// <summary>Whether the increase ranks behind what is on the unit, so that nobody has a say: an amount, of a city that has it so.</summary>
    public static bool RanksLast(City city, MortgageChangeCase loaded)
        => loaded.Event.What == MortgageChangeKind.Amount
            && city.MortgageIncrease == MortgageIncrease.LastRank
            && !loaded.Units.All(unit => unit.Lower.All(lower => Consents(lower, loaded.Event.Mortgage)));

    /// <summary>Uses the consents up.</summary>
    public static void Use(Book book, MortgageChangeCase loaded)
    {
        var consented = loaded.Units.SelectMany(static unit => unit.Lower)
            .Where(lower => lower.Page.Body is not null && Consents(lower, loaded.Event.Mortgage))
            .DistinctBy(static lower => lower.Page.Key, StringComparer.Ordinal);
        foreach (var lower in consented)
        {
            book.Write(
                lower.Page.Key,
                MortgageNotes.Used(lower.Page.Body!, ConsentSubject.Change, loaded.Event.Recording.RecordingDate, of: loaded.Event.Mortgage));
        }
    }

    private static bool Consents(LiveMortgage lower, MortgageId changed)
        => lower.IsReleased || MortgageNotes.Consents(lower.Page.Body, ConsentSubject.Change, of: changed);
}
