using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-17 税额计算正确: tax = base × rate, rounded half up to the fen; a reduction has its code; the deed tax has a rate of the
/// table for the buyer's class, the unit's use and registered area, and the deciding date.
/// </summary>
internal static class TaxArithmetic
{
    public static readonly Rule C17 = Rule.Reject("C-17", "税额计算正确", "tax arithmetic", "契税法 5; 公告2024年第16号");

    public static void Check(Judgement judgement, TaxAssessed e, IReadOnlyList<UnitSale> sales)
    {
        for (var i = 0; i < e.Lines.Count; i++)
        {
            CheckSum(judgement, e.Lines[i], $"lines[{i}]");
            if (e.Lines[i].Tax == TaxKind.Deed)
                CheckRate(judgement, e, e.Lines[i], $"lines[{i}]", sales);
        }
    }

    private static void CheckSum(Judgement judgement, TaxLine line, string path)
    {
        var due = Money.FromFen(line.BaseFen).MultiplyRoundHalfUp(Rate.FromPerHundredThousand(line.Rate)).Fen;
        if (due != line.DueFen)
        {
            judgement.Fail(
                C17,
                new("应纳税额不等于计税依据乘以税率", "the tax is not base × rate, rounded half up"),
                new($"应纳税额应为{Labels.Yuan(due)}", $"the tax due is {Labels.Yuan(due)}"),
                Labels.InEvent(new("应纳税额", "tax due"), Labels.Yuan(line.DueFen), path + ".due_fen"),
                Labels.InEvent(new("计税依据×税率", "base × rate"), $"{Labels.Yuan(line.BaseFen)} × {Rate.FromPerHundredThousand(line.Rate)}", path));
        }

        if (line.ReductionFen > line.DueFen || line.ReductionFen > 0 == (line.Exemption.Length == 0))
        {
            judgement.Fail(
                C17,
                new("减免税额超过应纳税额，或与减免代码不符", "the reduction exceeds the tax due, or does not go with an exemption code"),
                new("有减免须有代码，无减免不得有代码", "a reduction has a code, and a code has a reduction"),
                Labels.InEvent(new("减免税额", "reduction"), Labels.Yuan(line.ReductionFen), path + ".reduction_fen"),
                Labels.InEvent(new("应纳税额", "tax due"), Labels.Yuan(line.DueFen), path + ".due_fen"),
                Labels.InEvent(new("减免代码", "exemption code"), line.Exemption.Length > 0 ? line.Exemption : null, path + ".exemption"));
        }
    }

    private static void CheckRate(Judgement judgement, TaxAssessed e, TaxLine line, string path, IReadOnlyList<UnitSale> sales)
    {
        var rate = Rate.FromPerHundredThousand(line.Rate);
        var (liability, declaration) = (Day.FromNumber(e.LiabilityDate), Day.FromNumber(e.DeclarationDate));
        var titles = sales
            .Where(sale => sale.Pages.LiveTitle is not null && sale.Buyers.Any(part => part.Party.Equals(line.Taxpayer.At(sale.Index))))
            .ToList();
        var allowed = titles
            .SelectMany(sale => judgement.Profile.DeedTax.RatesFor(
                line.BuyerClass,
                sale.Pages.LiveTitle!.IsResidential(judgement.City),
                Stored(sale.Pages.LiveTitle!.Area),
                liability,
                declaration))
            .Distinct()
            .Order()
            .ToList();
        CheckClass(judgement, line, path);
        if (allowed.Contains(rate))
            return;
        judgement.Fail(
            C17,
            new("契税税率与买受人类别、用途、面积和时间不符", "the deed-tax rate does not fit buyer class, use, area and date"),
            allowed.Count > 0
                ? new($"适用税率：{Text(allowed)}", $"rates allowed: {Text(allowed)}")
                : new("该类别没有适用税率：非住宅按“三套及以上、非住宅或单位”核定，并核对买受人",
                    "this class has no rate here: assess a non-residential unit as third home, non-residential or organisation, and check the buyer"),
            [
                Labels.InEvent(new("税率", "rate"), rate, path + ".rate"),
                Labels.InEvent(new("买受人类别", "buyer class"), line.BuyerClass, path + ".buyer_class"),
                Labels.InEvent(new("纳税义务日期与申报日期", "liability and declaration date"), $"{liability}, {declaration}", "liability_date"),
                .. titles.Select(sale =>
                    sale.Pages.Title.Says(new("用途与登记面积", "use and registered area"), $"{sale.Pages.LiveTitle!.Use}, {Stored(sale.Pages.LiveTitle.Area)}")),
            ]);
    }

    /// <summary>The preferences are a family's: an organisation has no only or second home.</summary>
    private static void CheckClass(Judgement judgement, TaxLine line, string path)
    {
        if (line.Taxpayer.Kind != PartyKind.Organisation || line.BuyerClass == BuyerClass.Other)
            return;
        judgement.Fail(
            C17,
            new("单位买受人不适用家庭住房的契税优惠", "an organisation does not enjoy a family's deed-tax preference"),
            new("请按“三套及以上、非住宅或单位”核定", "assess it as third home, non-residential or organisation"),
            Labels.InEvent(new("买受人类别", "buyer class"), line.BuyerClass, path + ".buyer_class"),
            Labels.InEvent(new("权利人类型", "party kind"), line.Taxpayer.Kind, path + ".taxpayer.kind"));
    }

    private static Area Stored(ulong area) => Area.TryFromStored(area, out var value, out _) ? value : Area.NotStated;

    private static string Text(List<Rate> rates) => string.Join(", ", rates);
}
