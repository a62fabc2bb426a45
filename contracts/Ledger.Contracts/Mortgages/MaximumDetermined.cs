using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-50 最高额债权确定: while its claim is open a maximum-amount mortgage moves with its unit out of a seizure, is realised or
/// changes hands with a part of the claim only once it is determined, or as far as the parties agreed on the part.
/// </summary>
internal static class MaximumDetermined
{
    public static readonly Rule C50 = Rule.Reject("C-50", "最高额债权确定", "maximum-amount determination", "民法典 421, 423; 查封规定 25");

    private static readonly Wording Determined = new("债权确定日期", "claim determined");

    /// <summary>A unit under an active seizure is not transferred with an open maximum-amount mortgage on it.</summary>
    public static void CheckUnderSeizure(Judgement judgement, UnitPages unit, LiveMortgage mortgage)
    {
        if (!mortgage.IsOpenMaximum || unit.Encumbrances.Body is not { } page || ActiveSeizure(judgement, page) is not { } seizure)
            return;
        judgement.Fail(
            C50,
            new($"单元{unit.Code}被查封，其最高额抵押的债权尚未确定", $"unit {unit.Code} is under seizure and the claim of its maximum-amount mortgage is not determined"),
            new("请先办理最高额抵押债权确定登记（MortgageDetermined）", "record the determination first (MortgageDetermined)"),
            unit.Encumbrances.Says(CourtDocumentNumber.Name, seizure.DocumentNumber),
            mortgage.Page.Says(Determined, Labels.Date(0)));
    }

    /// <summary>A mortgage is realised for a claim that is determined.</summary>
    public static void CheckRealised(Judgement judgement, PageView<MortgagePage> mortgage)
    {
        if (mortgage.Body is not { Terms.Mode: MortgageMode.Maximum, DeterminedDate: 0 } page)
            return;
        judgement.Fail(
            C50,
            new("最高额抵押的债权尚未确定，不能实现抵押权", "the claim of the maximum-amount mortgage is not determined, so it cannot be realised"),
            new("请先办理最高额抵押债权确定登记（MortgageDetermined）", "record the determination first (MortgageDetermined)"),
            mortgage.Says(new("抵押方式", "mode"), page.Terms.Mode),
            mortgage.Says(Determined, Labels.Date(page.DeterminedDate)));
    }

    /// <summary>A part of an open claim takes the mortgage along only if the parties agreed so.</summary>
    public static void CheckPart(
        Judgement judgement, PageView<MortgagePage> mortgage, MortgageAgreement agreement, Func<Wording, object?, Chain.FindingValue> stated)
    {
        if (agreement.PartFen == 0 || agreement.PartAgreed || mortgage.Body is not { Terms.Mode: MortgageMode.Maximum, DeterminedDate: 0 } page)
            return;
        judgement.Fail(
            C50,
            new("最高额抵押债权确定前转让部分债权的，抵押权不随之转移", "before the claim is determined a part of it does not take the maximum-amount mortgage along"),
            new("请先确定债权，或由当事人约定随部分债权转移", "determine the claim first, or agree on the transfer with the part"),
            stated(new("转让的部分债权", "part of the claim"), Labels.Yuan(agreement.PartFen)),
            stated(new("约定随部分债权转移", "agreed for a part"), agreement.PartAgreed),
            mortgage.Says(Determined, Labels.Date(page.DeterminedDate)));
    }

    /// <summary>A claim is determined once, of a maximum-amount mortgage, at no more than the maximum.</summary>
    public static void CheckClaim(Judgement judgement, PageView<MortgagePage> mortgage, ulong determinedFen, string path)
    {
        var page = mortgage.Body!;
        if (page.Terms.Mode == MortgageMode.Maximum && page.DeterminedDate == 0 && determinedFen <= page.Terms.AmountFen)
            return;
        judgement.Fail(
            C50,
            page.Terms.Mode != MortgageMode.Maximum ? new("一般抵押无需确定债权", "a general mortgage has no claim to determine")
                : page.DeterminedDate != 0 ? new("债权已确定", "the claim is determined already")
                : new("确定的债权超过最高债权额", "more is determined than the maximum"),
            new("请核对抵押方式与最高债权额", "check the mode and the maximum"),
            Labels.InEvent(new("确定的债权", "claim determined"), Labels.Yuan(determinedFen), path),
            mortgage.Says(new("抵押方式", "mode"), page.Terms.Mode),
            mortgage.Says(new("最高债权额", "maximum"), Labels.Yuan(page.Terms.AmountFen)),
            mortgage.Says(Determined, Labels.Date(page.DeterminedDate)));
    }

    /// <summary>What determines the claim has happened.</summary>
    public static void CheckGround(Judgement judgement, MortgageDetermined e, PageView<MortgagePage> mortgage, IReadOnlyList<UnitPages> units)
    {
        var page = mortgage.Body!;
        var missing = e.Ground switch
        {
            DeterminationGround.Term => e.Date < page.Terms.DeterminationEnd,
            DeterminationGround.SeizureKnown => !units.Any(static unit => unit.Encumbrances.Body?.Seizures.Count > 0),
            DeterminationGround.Agreed => MortgageAgreements.Find(page, MortgageChangeKind.Determined) is null,
            _ => false,
        };
        if (!missing)
            return;
        judgement.Fail(
            C50,
            new("债权确定的事由尚未发生", "what would determine the claim has not happened"),
            new("请核对确定事由", "check the ground"),
            Labels.InEvent(new("确定事由", "ground"), e.Ground, "ground"),
            Labels.InEvent(new("确定日期", "day"), Labels.Date(e.Date), "date"),
            mortgage.Says(new("确定期间截止日期（不含）", "period ends, exclusive"), Labels.Date(page.Terms.DeterminationEnd)),
            mortgage.Says(new("未登记的变更协议", "agreements that are open"), string.Join(", ", page.Agreements.Select(known => ValueNames.Text(known.Kind)))));
    }

    /// <summary>The seizure in force on a page at one of the instants of judgement.</summary>
    public static SeizureRow? ActiveSeizure(Judgement judgement, EncumbrancePage page)
        => judgement.Instants.Select(instant => SeizureQueue.At(page.Seizures, instant).InForce)
            .FirstOrDefault(static places => places.Count > 0)?[0].Row;
}
