using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-17 税额计算正确 and C-78 附属设施按单元计税: every line names its unit; its tax is base × rate; the deed tax of a unit has the rate
/// of that unit's use and area, and its lines add up to the unit's base.
/// </summary>
internal static class AssessedLines
{
    public static readonly Rule C78 = Rule.Reject("C-78", "附属设施按单元计税", "tax per unit", "契税法 4; 公告2021年第23号");

    public static void Check(Judgement judgement, AssessedCase loaded)
    {
        var e = loaded.Event;
        var table = judgement.Table(TableKind.DeedTax).DeedTax.In(judgement.City);
        for (var i = 0; i < e.Lines.Count; i++)
        {
            var (line, path) = (e.Lines[i], $"lines[{i}]");
            judgement.About(line.UnitCode);
            if (line.Tax == TaxKind.Deed)
            {
                CheckSum(judgement, line, line.BaseFen * (UInt128)line.Rate, path);
                CheckDeedRate(judgement, loaded, line, table, path);
            }
            else
            {
                TableRates.Check(judgement, loaded, line, path);
            }

            Exemptions.Check(judgement, loaded, line, path);
        }

        foreach (var sale in loaded.Sales)
        {
            judgement.About(sale.Code);
            CheckTotal(judgement, loaded, sale.Code, TaxKind.Deed);
        }

        judgement.About("");
    }

    /// <summary>The tax is this product per 100,000, rounded half up.</summary>
    public static void CheckSum(Judgement judgement, TaxLine line, UInt128 product, string path)
    {
        var due = (product + (Rate.Whole / 2)) / Rate.Whole;
        if (due == line.DueFen)
            return;
        judgement.Fail(
            TaxArithmetic.C17,
            new("应纳税额不等于计税依据乘以税率", "the tax is not base × rate, rounded half up"),
            new($"应纳税额应为{Labels.Yuan((ulong)UInt128.Min(due, ulong.MaxValue))}", $"the tax due is {Labels.Yuan((ulong)UInt128.Min(due, ulong.MaxValue))}"),
            Labels.InEvent(new("应纳税额", "tax due"), Labels.Yuan(line.DueFen), path + ".due_fen"),
            Labels.InEvent(new("计税依据×税率", "base × rate"), $"{Labels.Yuan(line.BaseFen)} × {Rate.FromPerHundredThousand(line.Rate)}", path));
    }

    /// <summary>The lines of a tax on a unit add up to the unit's base.</summary>
    public static void CheckTotal(Judgement judgement, AssessedCase loaded, string unitCode, TaxKind tax)
    {
        var sum = loaded.Event.Lines.Where(line => line.Tax == tax && line.UnitCode == unitCode)
            .Aggregate(UInt128.Zero, static (sum, line) => sum + line.BaseFen);
        var wanted = loaded.BaseOf(unitCode);
        if (sum == wanted)
            return;
        judgement.Fail(
            C78,
            new($"单元{unitCode}各{CodeNames.Of(tax)?.Chinese}行的计税依据之和不等于该单元计税依据",
                $"the bases of the {CodeNames.Of(tax)?.English} lines of unit {unitCode} do not add up to its base"),
            new("请逐单元核定计税依据", "assess the base unit by unit"),
            Labels.InEvent(new("合计", "sum"), Labels.Yuan((ulong)UInt128.Min(sum, ulong.MaxValue)), "lines"),
            Labels.InEvent(new("单元计税依据", "base of the unit"), Labels.Yuan(wanted), "unit_bases"));
    }

    private static void CheckDeedRate(Judgement judgement, AssessedCase loaded, TaxLine line, DeedTaxTable table, string path)
    {
        var (sale, rate, declaration) = (loaded.SaleOf(line), Rate.FromPerHundredThousand(line.Rate), loaded.DeclarationFor(line));
        var home = loaded.IsHome(sale, judgement.City);
        var area = Area.TryFromStored(sale.Pages.LiveTitle?.Area ?? sale.Unit.Area, out var stored, out _) ? stored : Area.NotStated;
        var preferred = line.BuyerClass != BuyerClass.Other;
        if (preferred && line.Taxpayer.Kind == PartyKind.Organisation)
        {
            judgement.Fail(
                TaxArithmetic.C17,
                new("单位承受方不适用家庭住房的契税优惠", "an organisation does not enjoy a family's deed-tax preference"),
                new("请按“三套及以上、非住宅或单位”核定", "assess it as third home, non-residential or organisation"),
                Labels.InEvent(new("买受人类别", "buyer class"), line.BuyerClass, path + ".buyer_class"),
                Labels.InEvent(new("权利人类型", "party kind"), line.Taxpayer.Kind, path + ".taxpayer.kind"));
        }

        var allowed = table.RatesFor(home ? line.BuyerClass : BuyerClass.Other, home, area, loaded.Liability, declaration);
        if (allowed.Contains(rate) && (home || !preferred))
            return;
        judgement.Fail(
            home ? TaxArithmetic.C17 : C78,
            home
                ? new("契税税率与买受人类别、用途、面积和时间不符", "the deed-tax rate does not fit buyer class, use, area and date")
                : new("非住宅单元（含有独立单元代码的车位、车库）不适用住房税率", "a unit that is no home, such as a garage with a code of its own, has no home's rate"),
            new($"适用税率：{string.Join(", ", allowed)}", $"rates allowed: {string.Join(", ", allowed)}"),
            Labels.InEvent(new("税率", "rate"), rate, path + ".rate"),
            Labels.InEvent(new("买受人类别", "buyer class"), line.BuyerClass, path + ".buyer_class"),
            Labels.InEvent(new("纳税义务日期与申报日期", "liability and declaration date"), $"{loaded.Liability}, {declaration}", "liability_date"),
            sale.Pages.Title.Says(new("用途与面积", "use and area"), $"{sale.Pages.LiveTitle?.Use}, {area}"));
    }
}
