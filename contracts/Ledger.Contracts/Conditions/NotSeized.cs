using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-29 查封限制转移/抵押: while a seizure or pre-seizure is active on the unit or on a parcel it stands on, it is not sold,
/// filed, transferred or mortgaged.
/// </summary>
internal static class NotSeized
{
    public static readonly Rule C29 = Rule.Except("C-29", "查封限制转移/抵押", "seized unit cannot move", "城市房地产管理法 38(2); 民法典 399(5)");

    /// <summary>查封限制: a seizure entered on a unit before its first registration, which does not stand in its way.</summary>
    public static readonly Rule C29BeforeRegistration = C29 with { Severity = Severity.Warning, Aspect = "before registration" };

    /// <summary>Neither the unit nor its parcels are seized.</summary>
    public static void Check(Judgement judgement, UnitPages unit)
    {
        CheckPage(judgement, C29, unit.Code, unit.Encumbrances);
        CheckParcels(judgement, unit);
    }

    /// <summary>The unit's parcels are not seized.</summary>
    public static void CheckParcels(Judgement judgement, UnitPages unit)
    {
        foreach (var parcel in unit.Parcels)
            CheckPage(judgement, C29, unit.Code, parcel);
    }

    /// <summary>A unit seized before its first registration is registered with the seizure; the registrar confirms it.</summary>
    public static void CheckBeforeRegistration(Judgement judgement, UnitPages unit)
        => CheckPage(judgement, C29BeforeRegistration, unit.Code, unit.Encumbrances);

    private static void CheckPage(Judgement judgement, Rule rule, string unitCode, PageView<EncumbrancePage> page)
    {
        if (page.Body is not { } encumbrances || SeizureQueue.At(encumbrances.Seizures, judgement.Today).Active is not { } active)
            return;
        judgement.Fail(
            rule,
            new($"单元{unitCode}被查封（{encumbrances.UnitCode}）", $"unit {unitCode} is under seizure (entered on {encumbrances.UnitCode})"),
            rule.Severity == Severity.Warning
                ? new("查封随登记保留；请核对后确认继续", "the seizure stays on the unit: check it, then acknowledge C-29")
                : new("请待查封机关解封后再办理", "wait until the seizing authority lifts it"),
            page.Says(CourtDocumentNumber.Name, active.Row.DocumentNumber),
            page.Says(new("查封机关", "seizing authority"), active.Row.Authority),
            page.Says(new("查封期限", "in force"), $"{active.Start} – {active.End.AddDays(-1)}"));
    }
}
