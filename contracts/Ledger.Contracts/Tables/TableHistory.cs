using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>How the rows of a table go on from a day: what counted before stays as it was, what comes after is new.</summary>
internal static class TableHistory
{
    /// <summary>New rows are of the kind named, begin at the day or later, and leave the days before as they were.</summary>
    public static void Check(FileChecks checks, TableRows present, TablePublished e)
    {
        var counts = Counts(e.Rows);
        foreach (var (kind, count) in counts)
        {
            var wanted = kind == e.Kind;
            checks.Require(
                wanted == count > 0, "rows", $"{kind}: {count}",
                wanted ? new("至少一行", "at least one row") : new("只有本类的行", "rows of this kind alone"));
        }

        var from = e.ValidFrom;
        foreach (var begins in e.Rows.DeedTax.Select(row => row.From).Concat(e.Rows.OtherTax.Select(row => row.From))
            .Concat(e.Rows.Exemptions.Select(row => row.From)).Concat(e.Rows.Limits.Select(row => row.From)).Concat(e.Rows.Codes.Select(row => row.From)))
        {
            checks.Require(begins >= from, "rows", begins, new($"自{Labels.Date(from)}起的行", $"rows that begin on {Labels.Date(from)} or later"));
        }

        CheckCalendar(checks, present, e);
    }

    /// <summary>The rows of one kind alone.</summary>
    public static TableRows Only(TableKind kind, TableRows rows) => kind switch
    {
        TableKind.Calendar => new() { Calendar = { rows.Calendar } },
        TableKind.DeedTax => new() { DeedTax = { rows.DeedTax } },
        TableKind.OtherTax => new() { OtherTax = { rows.OtherTax } },
        TableKind.Exemption => new() { Exemptions = { rows.Exemptions } },
        TableKind.Limits => new() { Limits = { rows.Limits } },
        TableKind.Codes => new() { Codes = { rows.Codes } },
        _ => new(),
    };

    /// <summary>The rows of a table once the event has taken effect.</summary>
    public static TableRows Continue(TableRows present, TablePublished e)
    {
        var (rows, from) = (new TableRows(), e.ValidFrom);
        switch (e.Kind)
        {
            case TableKind.Calendar:
                var renewed = e.Rows.Calendar.Select(year => year.Year).ToHashSet();
                rows.Calendar.AddRange(present.Calendar.Where(year => !renewed.Contains(year.Year)).Concat(e.Rows.Calendar).OrderBy(year => year.Year));
                break;
            case TableKind.DeedTax:
                rows.DeedTax.AddRange(present.DeedTax.Where(row => row.From < from).Select(Cut));
                rows.DeedTax.AddRange(e.Rows.DeedTax);
                break;
            case TableKind.OtherTax:
                rows.OtherTax.AddRange(present.OtherTax.Where(row => row.From < from).Select(Cut));
                rows.OtherTax.AddRange(e.Rows.OtherTax);
                break;
            case TableKind.Exemption:
                rows.Exemptions.AddRange(present.Exemptions.Where(row => row.From < from).Select(Cut));
                rows.Exemptions.AddRange(e.Rows.Exemptions);
                break;
            case TableKind.Limits:
                rows.Limits.AddRange(present.Limits.Where(row => row.From < from).Select(Cut));
                rows.Limits.AddRange(e.Rows.Limits);
                break;
            default:
                rows.Codes.AddRange(present.Codes.Where(row => row.From < from).Select(Cut));
                rows.Codes.AddRange(e.Rows.Codes);
                break;
        }

        return rows;

        // What counted on without an end, or beyond the day, ends there.
        T Cut<T>(T row)
            where T : class, Google.Protobuf.IMessage<T>, Google.Protobuf.IDeepCloneable<T>
        {
            var until = row.Descriptor.FindFieldByName("until").Accessor;
            if ((uint)until.GetValue(row) is not 0 and var end && end <= from)
                return row;
            var cut = row.Clone();
            until.SetValue(cut, from);
            return cut;
        }
    }

    private static void CheckCalendar(FileChecks checks, TableRows present, TablePublished e)
    {
        var from = Day.FromNumber(e.ValidFrom);
        var (before, after) = (new WorkingDays(present.Calendar), new WorkingDays(e.Rows.Calendar));
        foreach (var year in e.Rows.Calendar)
        {
            checks.Require(year.Year >= from.Year, "rows.calendar", year.Year, new($"{from.Year}年起", $"years from {from.Year} on"));
            for (var day = Day.Of((int)year.Year, 1, 1); day < from && day.Year == year.Year; day = day.AddDays(1))
            {
                if (!checks.Require(
                    before.IsWorkingDay(day) == after.IsWorkingDay(day), "rows.calendar", day, new("与现行日历相同的过去日期", "days of the past as they were")))
                {
                    break;
                }
            }
        }
    }

    private static IReadOnlyList<(TableKind Kind, int Count)> Counts(TableRows rows) =>
    [
        (TableKind.Calendar, rows.Calendar.Count), (TableKind.DeedTax, rows.DeedTax.Count), (TableKind.OtherTax, rows.OtherTax.Count),
        (TableKind.Exemption, rows.Exemptions.Count), (TableKind.Limits, rows.Limits.Count), (TableKind.Codes, rows.Codes.Count),
    ];
}
