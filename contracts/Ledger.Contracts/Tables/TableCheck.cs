using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Whether the rows of tables state all that the rules need of them.</summary>
internal sealed class TableCheck(FileChecks checks)
{
    private const int MostRows = 500;

    /// <summary>What is wrong with rows.</summary>
    public static IReadOnlyList<FileFault> Faults(TableRows rows)
    {
        var checks = new FileChecks();
        new TableCheck(checks).Check(rows);
        return checks.Faults;
    }

    public void Check(TableRows rows)
    {
        CheckCalendar(rows.Calendar);
        for (var i = 0; i < rows.DeedTax.Count; i++)
            CheckDeed(rows.DeedTax[i], $"rows.deed_tax[{i}]");
        for (var i = 0; i < rows.OtherTax.Count; i++)
            CheckOther(rows.OtherTax[i], $"rows.other_tax[{i}]");
        for (var i = 0; i < rows.Exemptions.Count; i++)
            CheckExemption(rows.Exemptions[i], $"rows.exemptions[{i}]");
        for (var i = 0; i < rows.Limits.Count; i++)
            CheckLimit(rows.Limits[i], $"rows.limits[{i}]");
        for (var i = 0; i < rows.Codes.Count; i++)
        {
            var (row, path) = (rows.Codes[i], $"rows.codes[{i}]");
            checks.Code(row.List, path + ".list");
            checks.Code(row.Code, path + ".code");
            Span(row.From, row.Until, path);
        }
    }

    private void CheckCalendar(RepeatedField<CalendarYear> years)
    {
        checks.Sorted(years, static (a, b) => a.Year.CompareTo(b.Year), 0, MostRows, "rows.calendar");
        for (var i = 0; i < years.Count; i++)
        {
            var (year, path) = (years[i], $"rows.calendar[{i}]");
            checks.Between(year.Year, 1800, 9999, path + ".year");
            checks.Sorted(year.Off, static (a, b) => a.From.CompareTo(b.From), 0, 366, path + ".off");
            foreach (var span in year.Off)
            {
                if (checks.Date(span.From, path + ".off") & checks.Date(span.Through, path + ".off"))
                    checks.Require(InYear(span.From) && InYear(span.Through) && span.From <= span.Through, path + ".off", span.From, OfYear(year.Year));
            }

            checks.Sorted(year.Work, static (a, b) => a.CompareTo(b), 0, 366, path + ".work");
            foreach (var day in year.Work)
                checks.Require(checks.Date(day, path + ".work") && InYear(day), path + ".work", day, OfYear(year.Year));
            bool InYear(uint day) => day / 10_000 == year.Year;
        }
    }

    private void CheckDeed(DeedTaxRow row, string path)
    {
        checks.Known(row.Decides, path + ".decides");
        Span(row.From, row.Until, path);
        checks.Require(
            row.Threshold > 0 && Area.TryFromStored(row.Threshold, out _, out _), path + ".threshold", row.Threshold,
            new("面积（0.01平方米）", "an area in 0.01 m²"));
        checks.RateValue(row.OnlyUpto, path + ".only_upto");
        checks.RateValue(row.OnlyAbove, path + ".only_above");
        checks.RateValue(row.SecondUpto, path + ".second_upto");
        checks.RateValue(row.SecondAbove, path + ".second_above");
        checks.RateValue(row.Other, path + ".other");
    }

    private void CheckOther(OtherTaxRow row, string path)
    {
        checks.Known(row.Tax, path + ".tax");
        checks.Require(row.Tax != TaxKind.Deed, path + ".tax", row.Tax, new("契税以外的税种", "a tax other than the deed tax"));
        checks.Known(row.Measure, path + ".measure");
        checks.Known(row.Decides, path + ".decides");
        checks.Require(Enum.IsDefined(row.Taxpayer), path + ".taxpayer", row.Taxpayer, new("代码表中的值", "a known value"));
        checks.Require(Enum.IsDefined(row.Use), path + ".use", row.Use, new("代码表中的值", "a known value"));
        Bases(row.Bases, path + ".bases");
        Span(row.From, row.Until, path);
        checks.RateValue(row.Rate, path + ".rate");
        checks.RateValue(row.QuickDeduction, path + ".quick_deduction");
        checks.Require(row.GainUpto == 0 || row.GainUpto > row.GainAbove, path + ".gain_upto", row.GainUpto, new("大于下限", "above the lower bound"));
    }

    private void CheckExemption(ExemptionRow row, string path)
    {
        checks.Code(row.Code, path + ".code");
        checks.Known(row.Tax, path + ".tax");
        checks.Known(row.Decides, path + ".decides");
        checks.Require(Enum.IsDefined(row.Taxpayer), path + ".taxpayer", row.Taxpayer, new("代码表中的值", "a known value"));
        checks.Require(Enum.IsDefined(row.Use), path + ".use", row.Use, new("代码表中的值", "a known value"));
        checks.Sorted(row.Sides, static (a, b) => a.CompareTo(b), 0, 2, path + ".sides");
        checks.Require(row.Sides.All(Enum.IsDefined), path + ".sides", null, new("代码表中的值", "known values"));
        Bases(row.Bases, path + ".bases");
        checks.Between(row.HeldMonths, 0, 1_200, path + ".held_months");
        checks.Between(row.Part, 1, Rate.Whole, path + ".part");
        Span(row.From, row.Until, path);
    }

    private void CheckLimit(LimitRow row, string path)
    {
        checks.Known(row.Flow, path + ".flow");
        checks.Between(row.Promise, 0, 3_650, path + ".promise");
        checks.Between(row.Limit, Math.Max(1, row.Promise), 3_650, path + ".limit");
        Span(row.From, row.Until, path);
    }

    private void Bases(RepeatedField<BasisKind> bases, string path)
    {
        checks.Sorted(bases, static (a, b) => a.CompareTo(b), 0, MostRows, path);
        foreach (var kind in bases)
            checks.Known(kind, path);
    }

    private void Span(uint from, uint until, string path)
    {
        if (checks.Date(from, path + ".from") && until != 0 && checks.Date(until, path + ".until"))
            checks.Require(from < until, path + ".until", until, new("晚于起始日的日期", "a day after the first"));
    }

    private static Wording OfYear(uint year) => new($"{year}年内的日期", $"days of {year}");
}
