using System.Globalization;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>A table, or the city file, as it counts on a day.</summary>
/// <param name="Kind">Which.</param>
/// <param name="City">Id of the city.</param>
/// <param name="ValidFrom">Day from which this edition counts; null: the rule profile's own.</param>
/// <param name="Rows">Rows that count on the day; null for the city file.</param>
/// <param name="Source">Number of the document it comes from; empty: built into the profile.</param>
/// <param name="Decision">Who decided; null: nobody, it is built in.</param>
internal sealed record TableInForce(TableKind Kind, string City, string? ValidFrom, int? Rows, string Source, Decision? Decision)
{
    /// <summary>Every table as it counts on a day.</summary>
    /// <param name="book">Governance's pages.</param>
    /// <param name="day">The day.</param>
    /// <param name="ct">Ends the attempts.</param>
    public static async Task<IReadOnlyList<TableInForce>> ReadAsync(GovernanceBook book, Day day, CancellationToken ct)
    {
        var profile = await book.ProfileAsync(ct);
        var city = await book.CityAsync(ct);
        var id = city?.Message.Id ?? profile.City.Id;
        var found = new List<TableInForce> { await CityFileAsync(book, id, city, ct) };
        foreach (var kind in TableKinds.All.Select(static known => known.Kind).Where(static kind => kind != TableKind.City))
        {
            var page = await book.TableAsync(id, kind, ct);
            var rows = RowsOn(PublicationReview.RowsOf(profile, kind, page?.Message), day);
            found.Add(page?.Message.Editions.LastOrDefault(edition => edition.ValidFrom <= day.Number) is { } edition
                ? new(kind, id, DayText(edition.ValidFrom), rows, edition.Source, await book.DecisionAsync(edition.Entry.ToByteArray(), ct))
                : new(kind, id, null, rows, "", null));
        }

        return found;
    }

    private static async Task<TableInForce> CityFileAsync(GovernanceBook book, string id, GovernedPage<CityFile>? city, CancellationToken ct)
    {
        if (city is null)
            return new(TableKind.City, id, null, null, "", null);
        var decision = await book.DecisionAsync(city.Entry, ct);
        var source = decision.Proposal is { } proposal ? TablePublished.Parser.ParseFrom(proposal.Proposal.Event.Body).Source : "";
        return new(TableKind.City, id, Day.At(city.TimeMs).ToString(), null, source, decision);
    }

    private static int RowsOn(TableRows rows, Day day)
    {
        var number = day.Number;
        return rows.Calendar.Count(year => year.Year == (uint)day.Year)
            + rows.DeedTax.Count(row => Counts(row.From, row.Until))
            + rows.OtherTax.Count(row => Counts(row.From, row.Until))
            + rows.Exemptions.Count(row => Counts(row.From, row.Until))
            + rows.Limits.Count(row => Counts(row.From, row.Until))
            + rows.Codes.Count(row => Counts(row.From, row.Until));

        bool Counts(uint from, uint until) => from <= number && (until == 0 || number < until);
    }

    private static string DayText(uint number)
        => Day.TryFromNumber(number, out var day, out _) ? day.ToString() : number.ToString(CultureInfo.InvariantCulture);
}
