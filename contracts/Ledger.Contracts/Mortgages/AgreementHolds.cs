using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What an agreement says is a change of just its kind, of this mortgage (C-42), and one that may be agreed on (C-50).</summary>
internal static class AgreementHolds
{
    public static void Check(Judgement judgement, PageView<MortgagePage> mortgage, MortgageAgreement agreement)
    {
        var page = mortgage.Body!;
        if (ChangedTerms.IsOfTerms(agreement.Kind))
            CheckTerms(judgement, mortgage, agreement);
        MaximumDetermined.CheckPart(judgement, mortgage, agreement, (label, value) => Labels.InEvent(label, value, "agreement"));
        if (agreement.Kind == MortgageChangeKind.Determined)
            MaximumDetermined.CheckClaim(judgement, mortgage, agreement.DeterminedFen, "agreement.determined_fen");
        var known = page.Units.Select(static unit => unit.UnitCode).ToList();
        var named = agreement.Units.Select(static unit => unit.UnitCode).ToList();
        switch (agreement.Kind)
        {
            case MortgageChangeKind.UnitsOut when named.Except(known, StringComparer.Ordinal).Any() || named.Count >= known.Count:
                FailUnits(judgement, mortgage, named, new("退出的单元应是该抵押的部分单元", "the units that leave are some of the mortgage's, not all"));
                break;
            case MortgageChangeKind.UnitsIn when known.Except(named, StringComparer.Ordinal).Any() || named.Count <= known.Count:
                FailUnits(judgement, mortgage, named, new("应列明原有单元和增加的单元", "the units of before and those that join are to be named"));
                break;
            case MortgageChangeKind.Mortgagor when named.Count > 0 && !named.SequenceEqual(known, StringComparer.Ordinal):
                FailUnits(judgement, mortgage, named, new("应列明该抵押的全部单元", "all units of the mortgage are to be named"));
                break;
            case MortgageChangeKind.Mortgagor when agreement.Mortgagors.Any(party => party.CreditCode.Length == 0 && party.Tokens.Count != known.Count):
                FailUnits(judgement, mortgage, named, new("新抵押人须有每个单元的编码", "a new mortgagor has a token for every unit"));
                break;
        }
    }

    private static void CheckTerms(Judgement judgement, PageView<MortgagePage> mortgage, MortgageAgreement agreement)
    {
        var before = mortgage.Body!.Terms;
        var kinds = ChangedTerms.Between(before, agreement.Terms);
        if (kinds is [var only] && only == agreement.Kind && agreement.Terms.Mode == before.Mode)
            return;
        judgement.Fail(
            MortgageAgrees.C42,
            new("协议变更的内容与变更事项不符", "the agreement changes something else than its kind says"),
            new("一份协议只变更一个事项；抵押方式不得变更", "an agreement changes one thing only, and not the mode"),
            Labels.InEvent(new("变更事项", "kind"), agreement.Kind, "agreement.kind"),
            Labels.InEvent(
                new("实际变更", "what changes"),
                kinds.Count == 0 ? Labels.Absent : string.Join(", ", kinds.Select(kind => ValueNames.Text(kind))),
                "agreement.terms"),
            mortgage.Says(new("现有金额", "amount now"), Labels.Yuan(before.AmountFen)));
    }

    private static void FailUnits(Judgement judgement, PageView<MortgagePage> mortgage, IReadOnlyList<string> named, Wording what)
        => judgement.Fail(
            SameUnits.C01,
            what,
            new("请按该抵押现有的单元填写", "name the units as the mortgage has them now"),
            Labels.InEvent(UnitCode.Name, string.Join(", ", named), "agreement.units"),
            mortgage.Says(UnitCode.Name, string.Join(", ", mortgage.Body!.Units.Select(unit => unit.UnitCode))));
}
