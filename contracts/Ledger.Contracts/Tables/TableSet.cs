using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Dated tables, read and checked: a profile's own, or one that was published.</summary>
public sealed class TableSet
{
    /// <summary>The tables of these rows.</summary>
    /// <param name="rows">Rows that <see cref="TableCheck"/> found nothing wrong with.</param>
    internal TableSet(TableRows rows)
    {
        Rows = rows;
        WorkingDays = new(rows.Calendar);
        DeedTax = new([.. rows.DeedTax.Select(Period)]);
    }

    /// <summary>Working days.</summary>
    public WorkingDays WorkingDays { get; }

    /// <summary>Rates of the deed tax; rates of 0 for third homes and other property are the city file's.</summary>
    public DeedTaxTable DeedTax { get; }

    /// <summary>Rates of the other taxes.</summary>
    public IReadOnlyList<OtherTaxRow> OtherTaxes => Rows.OtherTax;

    /// <summary>Exemptions and reductions.</summary>
    public IReadOnlyList<ExemptionRow> Exemptions => Rows.Exemptions;

    /// <summary>Working days that flows may take.</summary>
    public IReadOnlyList<LimitRow> Limits => Rows.Limits;

    /// <summary>Codes of lists.</summary>
    public IReadOnlyList<CodeRow> Codes => Rows.Codes;

    /// <summary>The rows.</summary>
    internal TableRows Rows { get; }

    private static DeedTaxPeriod Period(DeedTaxRow row) => new(
        row.Decides == RateDate.Liability ? DecidingDate.Liability : DecidingDate.Declaration,
        Day.FromNumber(row.From),
        row.Until == 0 ? null : Day.FromNumber(row.Until),
        Area.FromHundredths(row.Threshold),
        (Rate.FromPerHundredThousand(row.OnlyUpto), Rate.FromPerHundredThousand(row.OnlyAbove)),
        (Rate.FromPerHundredThousand(row.SecondUpto), Rate.FromPerHundredThousand(row.SecondAbove)),
        Rate.FromPerHundredThousand(row.Other));
}
