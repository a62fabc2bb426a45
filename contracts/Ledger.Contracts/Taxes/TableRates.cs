using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-77 税率或减免不在表中: the rates of every tax but the deed tax are those of the dated table.</summary>
internal static class TableRates
{
    public static readonly Rule C77 = Rule.Reject("C-77", "税率或减免不在表中", "not in the table", "增值税法; 个人所得税法; 印花税法");

    public static void Check(Judgement judgement, AssessedCase loaded, TaxLine line, string path)
    {
        List<OtherTaxRow> rows = [.. Rows(judgement, loaded, line)];
        if (rows.Find(row => Fits(judgement, row, line, loaded.Event.Town) && MeasureFits(loaded, row, line)) is { } fitting)
        {
            AssessedLines.CheckSum(
                judgement, line, Product(fitting, line), path);
            return;
        }

        if (rows.Find(row => Fits(judgement, row, line, loaded.Event.Town)) is { } found)
        {
            FailMeasure(judgement, loaded, found, line, path);
            return;
        }

        judgement.Fail(
            C77,
            new($"{CodeNames.Of(line.Tax)?.Chinese}税率不在税率表中", $"the rate of the {CodeNames.Of(line.Tax)?.English} is not in the table"),
            loaded.Event.Town == 0 && rows.Exists(static row => row.Urban)
                ? new("请填写纳税所在镇街，附加税费按其税率计算", "state the town: the surcharge has its rate")
                : new($"适用税率：{Text(judgement, rows, loaded.Event.Town)}", $"rates allowed: {Text(judgement, rows, loaded.Event.Town)}"),
            Labels.InEvent(new("税率", "rate"), Rate.FromPerHundredThousand(line.Rate), path + ".rate"),
            Labels.InEvent(new("税种", "tax"), line.Tax, path + ".tax"),
            Labels.InEvent(new("镇街代码", "town"), loaded.Event.Town == 0 ? null : loaded.Event.Town, "town"),
            Labels.InEvent(new("申报日期", "declaration date"), loaded.DeclarationFor(line), "declaration_date"));
    }

    /// <summary>Whether the VAT rate that a seller's invoice states is one of the table.</summary>
    public static bool HasVat(Judgement judgement, AssessedCase loaded) => loaded.Basis.Givers.All(giver => loaded.Sales.All(sale =>
    {
        var line = new TaxLine { Tax = TaxKind.Vat, Taxpayer = giver, UnitCode = sale.Code, Rate = loaded.Event.VatRate };
        return Rows(judgement, loaded, line).Any(row => row.Rate == line.Rate);
    }));

    /// <summary>Whether a row's span holds the date that decides.</summary>
    public static bool Counts(RateDate decides, uint from, uint until, Day liability, Day declaration)
    {
        var date = (decides == RateDate.Liability ? liability : declaration).Number;
        return date >= from && (until == 0 || date < until);
    }

    /// <summary>Whether a row is for this party.</summary>
    public static bool IsOf(TaxpayerScope scope, PartyAcrossUnits party) => scope switch
    {
        TaxpayerScope.Any => true,
        TaxpayerScope.PublicBody => CreditCode.TryParse(party.CreditCode, out var code, out _) && code.IsPublicBody,
        _ => scope == TaxpayerScope.Person == (party.Kind == PartyKind.Person),
    };

    /// <summary>Whether a row is for this use.</summary>
    public static bool IsOf(UseScope scope, bool home) => scope == UseScope.Any || scope == UseScope.Home == home;

    private static IEnumerable<OtherTaxRow> Rows(Judgement judgement, AssessedCase loaded, TaxLine line)
    {
        var (home, declaration) = (loaded.IsHome(loaded.SaleOf(line), judgement.City), loaded.DeclarationFor(line));
        return judgement.Table(TableKind.OtherTax).OtherTaxes.Where(row => row.Tax == line.Tax
            && IsOf(row.Taxpayer, line.Taxpayer)
            && IsOf(row.Use, home)
            && (row.Bases.Count == 0 || row.Bases.Contains(loaded.Kind))
            && Counts(row.Decides, row.From, row.Until, loaded.Liability, declaration));
    }

    private static bool Fits(Judgement judgement, OtherTaxRow row, TaxLine line, uint town)
    {
        if (row.Urban ? UrbanRate(judgement, row, town) != line.Rate : row.Rate != line.Rate)
            return false;
        if (!IsProgressive(row))
            return line.DeductionFen == 0;

        // Progressive: the gain against what may be deducted.
        var gain = line.BaseFen * (UInt128)Rate.Whole;
        return line.DeductionFen > 0 && (row.GainAbove == 0 || gain > line.DeductionFen * (UInt128)row.GainAbove)
            && (row.GainUpto == 0 || gain <= line.DeductionFen * (UInt128)row.GainUpto);
    }

    private static bool MeasureFits(AssessedCase loaded, OtherTaxRow row, TaxLine line) => row.Measure switch
    {
        TaxMeasure.Base => Sum(loaded, line.Tax, line.UnitCode) == loaded.BaseOf(line.UnitCode),
        TaxMeasure.Vat => line.BaseFen == Vat(loaded, line),
        _ when IsProgressive(row) => GainFits(loaded, line),
        _ => line.BaseFen <= loaded.BaseOf(line.UnitCode),
    };

    private static bool IsProgressive(OtherTaxRow row) => row.GainAbove != 0 || row.GainUpto != 0;

    // 土地增值税暂行条例 4: the gain is what the unit brings, less what may be deducted; none where that is more.
    private static bool GainFits(AssessedCase loaded, TaxLine line)
    {
        var lines = loaded.Event.Lines.Where(other => other.Tax == line.Tax && other.UnitCode == line.UnitCode).ToList();
        var gain = lines.Aggregate(UInt128.Zero, static (sum, other) => sum + other.BaseFen);
        var brought = lines.Aggregate(gain, static (sum, other) => sum + other.DeductionFen);
        return brought == loaded.BaseOf(line.UnitCode) || (gain == 0 && brought > loaded.BaseOf(line.UnitCode));
    }

    private static UInt128 Product(OtherTaxRow row, TaxLine line)
        => (line.BaseFen * (UInt128)line.Rate) is var whole && line.DeductionFen * (UInt128)row.QuickDeduction is var less && whole > less ? whole - less : 0;

    private static void FailMeasure(Judgement judgement, AssessedCase loaded, OtherTaxRow row, TaxLine line, string path)
    {
        var wanted = row.Measure == TaxMeasure.Vat ? Vat(loaded, line) : loaded.BaseOf(line.UnitCode);
        judgement.Fail(
            C77,
            row.Measure switch
            {
                TaxMeasure.Vat => new("附加税费的计税依据不是该纳税人该单元的应缴增值税", "the base of a surcharge is not the VAT owed for the unit"),
                TaxMeasure.Base => new("该税种各纳税人的计税依据之和不等于单元计税依据", "the bases of all taxpayers do not add up to the base of the unit"),
                _ when IsProgressive(row) => new("增值额与扣除项目金额之和不等于单元计税依据", "gain and deductions do not add up to the base of the unit"),
                _ => new("所得（增值额）高于单元计税依据", "the gain is above the base of the unit"),
            },
            new($"计税依据应为{Labels.Yuan(wanted)}", $"the base is {Labels.Yuan(wanted)}"),
            Labels.InEvent(new("计税依据", "base"), Labels.Yuan(line.BaseFen), path + ".base_fen"),
            Labels.InEvent(new("单元计税依据", "base of the unit"), Labels.Yuan(loaded.BaseOf(line.UnitCode)), "unit_bases"));
    }

    private static UInt128 Sum(AssessedCase loaded, TaxKind tax, string unitCode)
        => loaded.Event.Lines.Where(other => other.Tax == tax && other.UnitCode == unitCode).Select(other => (other.Taxpayer, other.BaseFen, other.Side))
            .GroupBy(other => other.Side).Select(side => side.Aggregate(UInt128.Zero, static (sum, other) => sum + other.BaseFen)).Max();

    private static ulong Vat(AssessedCase loaded, TaxLine line)
        => loaded.Event.Lines.Where(other => other.Tax == TaxKind.Vat && other.UnitCode == line.UnitCode && other.Taxpayer.Equals(line.Taxpayer))
            .Aggregate(0UL, static (sum, other) => sum + (other.DueFen > other.ReductionFen ? other.DueFen - other.ReductionFen : 0));

    // Null where no town of the city is stated.
    private static uint? UrbanRate(Judgement judgement, OtherTaxRow row, uint town)
        => judgement.City.Towns.TryGetValue(town, out var known) ? row.Rate + known.UrbanTax.PerHundredThousand : null;

    private static string Text(Judgement judgement, IEnumerable<OtherTaxRow> rows, uint town)
        => string.Join(
            ", ",
            rows.Select(row => row.Urban ? UrbanRate(judgement, row, town) : row.Rate).OfType<uint>().Distinct().Order().Select(Rate.FromPerHundredThousand));
}
