using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-53 for a conversion: every unit of the construction mortgage is converted, excluded or still unbuilt; one that was sold,
/// filed or noticed to a buyer is excluded, and so is one that the bank released.
/// </summary>
internal static class ConversionHolds
{
    public static void Check(Judgement judgement, MortgageConversionCase loaded)
    {
        var (e, mortgage) = (loaded.Event, loaded.Mortgage);
        var known = mortgage.Body!.Units.Select(static unit => unit.UnitCode).ToList();
        if (mortgage.Body.Object != MortgageObject.Construction)
        {
            Fail(judgement, new("该抵押不是在建建筑物抵押", "the mortgage is not one on a construction"),
                mortgage.Says(new("抵押不动产类型", "object of the mortgage"), mortgage.Body.Object));
        }

        var named = e.Units.Select(static unit => unit.UnitCode).Concat(e.Excluded.Select(static unit => unit.UnitCode));
        foreach (var code in named.Except(known, StringComparer.Ordinal))
            Fail(judgement, new($"单元{code}不在该抵押范围内", $"unit {code} is not under the mortgage"), mortgage.Says(UnitCode.Name, string.Join(", ", known)));
        foreach (var unit in loaded.Converted.Select(static disposal => disposal.Unit))
            CheckConverted(judgement, unit);
        for (var i = 0; i < loaded.Excluded.Count; i++)
            CheckExcluded(judgement, e.Excluded[i], loaded.Excluded[i].Pages, loaded.Excluded[i].Release);
        foreach (var title in loaded.Others.Where(static title => title.Body is { Status: TitleStatus.Registered }))
        {
            Fail(judgement, new($"单元{title.Body!.UnitCode}已登记，应转为现房抵押或排除", $"unit {title.Body.UnitCode} is registered: it is converted or excluded"),
                title.Says(new("登簿日期", "recording date"), Labels.Date(title.Body.RecordingDate)));
        }
    }

    private static void CheckConverted(Judgement judgement, UnitPages unit)
    {
        if (unit.LiveTitle is null)
        {
            Fail(judgement, new($"单元{unit.Code}尚未首次登记", $"unit {unit.Code} is not registered yet"),
                unit.Title.Says(new("权属状态", "status"), unit.Title.Body?.Status));
        }

        if (unit.Deal.Body is { State: ContractState.Filed } deal)
            FailSold(judgement, unit.Code, unit.Deal.Says(ContractNumber.Name, deal.ContractNumber));
        foreach (var notice in ConstructionMortgaged.BuyersNotices(judgement, unit))
            FailSold(judgement, unit.Code, unit.Encumbrances.Says(CertificateNumber.Name, Labels.Certificate(notice.Proof)));
    }

    private static void CheckExcluded(Judgement judgement, ExcludedUnit excluded, UnitPages unit, PageView<ReleasePage> release)
    {
        var holds = excluded.Ground == ExclusionGround.Released
            ? release.Body is not null
            : unit.Deal.Body is { State: ContractState.Filed } || ConstructionMortgaged.BuyersNotices(judgement, unit).Any();
        if (holds)
            return;
        Fail(
            judgement,
            excluded.Ground == ExclusionGround.Released
                ? new($"抵押权人未解除单元{unit.Code}", $"the mortgagee has not released unit {unit.Code}")
                : new($"单元{unit.Code}没有已备案合同或预告登记", $"unit {unit.Code} has no filed contract and no advance notice"),
            Labels.InEvent(new("排除事由", "ground"), excluded.Ground, "excluded"),
            release.Says(new("解除日期", "day of release"), release.Body is null ? null : Labels.Date(release.Body.Date)));
    }

    private static void FailSold(Judgement judgement, string code, Chain.FindingValue value)
        => Fail(judgement, new($"单元{code}已备案或已预告，应排除", $"unit {code} is filed or noticed to a buyer: it is excluded"), value);

    private static void Fail(Judgement judgement, Wording what, params IReadOnlyList<Chain.FindingValue> values)
        => judgement.Fail(
            ConstructionMortgaged.C53, what,
            new("请逐一列明转为现房抵押的单元和排除的单元", "name each unit that is converted and each that leaves"), values);
}
