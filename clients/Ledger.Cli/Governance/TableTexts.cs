using System.Collections;
using Google.Protobuf;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>Tables as the publications that would have made them.</summary>
internal static class TableTexts
{
    /// <summary>A city file as a publication.</summary>
    public static TablePublished OfCity(CityFile file) => new() { Kind = TableKind.City, City = file.Id, CityFile = file };

    /// <summary>What stands on the ledger, or in the profile where nothing is published.</summary>
    /// <param name="book">Governance's pages.</param>
    /// <param name="kind">Which table.</param>
    /// <param name="from">The rows that count on this day, as new ones from it on; null: all rows as they stand.</param>
    /// <param name="ct">Ends the attempts.</param>
    public static async Task<TablePublished> ReadAsync(GovernanceBook book, TableKind kind, Day? from, CancellationToken ct)
    {
        var profile = await book.ProfileAsync(ct);
        var city = (await book.CityAsync(ct))?.Message ?? Cities.Files.Single(file => file.Id == profile.City.Id);
        if (kind == TableKind.City)
            return OfCity(city);
        var page = (await book.TableAsync(city.Id, kind, ct))?.Message;
        var rows = PublicationReview.RowsOf(profile, kind, page).Clone();
        if (from is { } first)
            return new() { Kind = kind, City = city.Id, ValidFrom = first.Number, Rows = Begin(rows, first) };
        return new() { Kind = kind, City = city.Id, ValidFrom = page?.ValidFrom ?? 0, Source = page?.Source ?? "", Rows = rows };
    }

    /// <summary>The rows that count from a day on; those that began before begin there anew.</summary>
    internal static TableRows Begin(TableRows rows, Day first)
    {
        var begun = new TableRows { Calendar = { rows.Calendar.Where(year => year.Year >= (uint)first.Year) } };
        foreach (var field in TableRows.Descriptor.Fields.InDeclarationOrder().Where(static field => field.FieldNumber != TableRows.CalendarFieldNumber))
        {
            var list = (IList)field.Accessor.GetValue(begun);
            foreach (var row in ((IList)field.Accessor.GetValue(rows)).Cast<IMessage>())
            {
                var (from, until) = (row.Descriptor.FindFieldByName("from").Accessor, row.Descriptor.FindFieldByName("until").Accessor);
                if ((uint)until.GetValue(row) is not 0 and var end && end <= first.Number)
                    continue;
                if ((uint)from.GetValue(row) < first.Number)
                    from.SetValue(row, first.Number);
                list.Add(row);
            }
        }

        return begun;
    }
}
