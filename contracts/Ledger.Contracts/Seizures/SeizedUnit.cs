using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-29 查封限制转移/抵押: while a seizure or pre-seizure is active on the unit, it is not sold, filed, transferred or
/// mortgaged; one that was entered before the first registration is confirmed there and stays.
/// </summary>
internal sealed class SeizedUnit : IRestraint
{
    public static readonly Rule C29 = Rule.Except("C-29", "查封限制转移/抵押", "seized unit cannot move", "城市房地产管理法 38(2); 民法典 399(5)");

    /// <inheritdoc/>
    public void Check(Judgement judgement, UnitPages unit) => CheckPage(judgement, C29, unit.Code, unit.Encumbrances);

    /// <summary>No seizure is active on a page, the unit's or its parcel's.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="rule">The rule as it concerns this page.</param>
    /// <param name="unitCode">The unit that is disposed of.</param>
    /// <param name="page">The page.</param>
    public static void CheckPage(Judgement judgement, Rule rule, string unitCode, PageView<EncumbrancePage> page)
    {
        if (page.Body is not { } encumbrances || SeizureQueue.At(encumbrances.Seizures, judgement.Today).Active is not { } active)
            return;
        judgement.Fail(
            rule,
            new($"单元{unitCode}被查封（{encumbrances.UnitCode}）", $"unit {unitCode} is under seizure (entered on {encumbrances.UnitCode})"),
            judgement.SeverityOf(rule) == Severity.Warning
                ? new("查封随登记保留；请核对后确认继续", "the seizure stays on the unit: check it, then acknowledge C-29")
                : new("请待查封机关解封后再办理", "wait until the seizing authority lifts it"),
            page.Says(CourtDocumentNumber.Name, active.Row.DocumentNumber),
            page.Says(new("查封机关", "seizing authority"), active.Row.Authority),
            page.Says(new("查封期限", "in force"), $"{active.Start} – {active.End.AddDays(-1)}"));
    }
}
