using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-77 税率或减免不在表中: an exemption is one of the dated table, for this tax, side, kind of basis, party, use and holding; a
/// reduction is exactly the part that it gives.
/// </summary>
internal static class Exemptions
{
    /// <summary>The reduction of an assessed line.</summary>
    public static void Check(Judgement judgement, AssessedCase loaded, TaxLine line, string path)
    {
        if (line.Exemption.Length == 0)
        {
            if (line.ReductionFen == 0)
                return;
            judgement.Fail(
                TaxArithmetic.C17,
                new("减免税额没有减免代码", "a reduction has no exemption code"),
                new("有减免须有代码，无减免不得有代码", "a reduction has a code, and a code has a reduction"),
                Labels.InEvent(new("减免税额", "reduction"), Labels.Yuan(line.ReductionFen), path + ".reduction_fen"));
            return;
        }

        var row = Find(judgement, loaded.Kind, line, loaded.IsHome(loaded.SaleOf(line), judgement.City), loaded.Liability, loaded.DeclarationFor(line),
            loaded.HeldSince(line), line.Exemption, loaded.Basis);
        if (row is null)
        {
            Fail(judgement, loaded.Kind, line, line.Exemption, path + ".exemption");
            return;
        }

        var reduction = ((line.DueFen * (UInt128)row.Part) + (Rate.Whole / 2)) / Rate.Whole;
        if (reduction == line.ReductionFen)
            return;
        judgement.Fail(
            TaxArithmetic.C17,
            new("减免税额不是该减免的比例", "the reduction is not the part that the exemption gives"),
            new($"减免税额应为{Labels.Yuan((ulong)reduction)}", $"the reduction is {Labels.Yuan((ulong)reduction)}"),
            Labels.InEvent(new("减免税额", "reduction"), Labels.Yuan(line.ReductionFen), path + ".reduction_fen"),
            Labels.InEvent(new("减免代码", "exemption code"), line.Exemption, path + ".exemption"));
    }

    /// <summary>The row of the table that gives an exemption; null when none does.</summary>
    public static ExemptionRow? Find(
        Judgement judgement, BasisKind kind, TaxLine line, bool home, Day liability, Day declaration, Day? held, string code, Basis basis)
        => judgement.Table(TableKind.Exemption).Exemptions.FirstOrDefault(row => row.Code == code && !row.Refund
            && row.Tax == line.Tax
            && (row.Sides.Count == 0 || row.Sides.Contains(line.Side))
            && (row.Bases.Count == 0 || row.Bases.Contains(kind))
            && TableRates.IsOf(row.Taxpayer, line.Taxpayer)
            && TableRates.IsOf(row.Use, home)
            && TableRates.Counts(row.Decides, row.From, row.Until, liability, declaration)
            && (row.HeldMonths == 0 || (held is { } since && Day.FromNumber(basis.Date) >= since.AddMonths((int)row.HeldMonths))));

    /// <summary>Notes that no row gives it.</summary>
    public static void Fail(Judgement judgement, BasisKind kind, TaxLine line, string code, string path)
        => judgement.Fail(
            TableRates.C77,
            new($"减免代码{code}不适用于该税种、方式、当事人、用途或持有时间", $"exemption {code} does not apply to this tax, basis, party, use or time of holding"),
            new("请核对减免代码与持有起始日", "check the code and since when the unit was held"),
            Labels.InEvent(new("减免代码", "exemption code"), code, path),
            Labels.InEvent(new("税种", "tax"), line.Tax, path),
            Labels.InEvent(new("依据类型", "kind of basis"), kind, path),
            Labels.InEvent(new("纳税人类型", "taxpayer"), line.Taxpayer.Kind, path));
}
