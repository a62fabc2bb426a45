using Google.Protobuf;
using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What stands on a unit as it goes on with the units that come from it.</summary>
internal static class CarriedEncumbrances
{
    /// <summary>The page of a unit that comes, with every row of the page it comes from.</summary>
    /// <param name="before">The page of the unit that goes.</param>
    /// <param name="title">Its title: mortgages have an order where they lie on a common holding.</param>
    /// <param name="unitCode">The unit that comes.</param>
    /// <param name="epoch">Epoch of its tokens.</param>
    /// <param name="mortgages">The mortgages that go on; what is released stays behind for its cancellation.</param>
    /// <param name="parties">The persons under the unit that comes.</param>
    public static EncumbrancePage Of(
        EncumbrancePage before, TitlePage? title, string unitCode, uint epoch, IReadOnlyCollection<MortgageId> mortgages, CarriedParties parties)
    {
        var page = before.Clone();
        page.UnitCode = unitCode;
        page.Epoch = epoch;
        foreach (var row in before.Mortgages.Where(row => !mortgages.Contains(row.Id)))
            MortgageRanks.Remove(page, row.Id, title);
        RenewedParties.InUnit(page, parties.Of);
        return page;
    }

    /// <summary>
    /// Joins the pages of units that become one: every row once, seizures in order of delivery; of a seizure that was lifted on one of them
    /// and not on another, the one that goes on.
    /// </summary>
    /// <param name="pages">The pages, under the unit that comes.</param>
    /// <param name="title">The title of the unit that comes.</param>
    /// <param name="ranks">The mortgages in their order.</param>
    public static EncumbrancePage Join(IReadOnlyList<EncumbrancePage> pages, TitlePage title, IReadOnlyList<MortgageId> ranks)
    {
        var joined = pages[0].Clone();
        joined.Origin = pages.Any(static page => page.Origin == Origin.Migrated) ? Origin.Migrated : pages[0].Origin;
        Replace(joined.Parcels, pages.SelectMany(static page => page.Parcels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Replace(joined.Since, joined.Since
            .Where(known => pages.All(page => page.Since.Any(since => since.Kind == known.Kind)))
            .Select(known => new KindSince { Kind = known.Kind, Day = pages.Max(page => page.Since.First(since => since.Kind == known.Kind).Day) }));
        joined.CompleteSince = pages.Max(static page => page.CompleteSince);
        Replace(joined.Kinds, joined.Kinds.Where(kind => pages.All(page => page.Kinds.Contains(kind))));
        Replace(joined.Mortgages, pages.SelectMany(static page => page.Mortgages).DistinctBy(static row => row.Id)
            .OrderBy(row => ranks.ToList().IndexOf(row.Id)));
        MortgageRanks.Number(joined, title);
        Replace(joined.Seizures, Queue(pages.SelectMany(static page => page.Seizures).GroupBy(static row => (row.Authority, row.DocumentNumber))
            .Select(static rows => rows.OrderBy(static row => row.Lifted == 0 ? 0 : 1).ThenByDescending(static row => row.Renewals.Count).First())));
        Replace(joined.Notices, pages.SelectMany(static page => page.Notices).DistinctBy(static row => row.Proof).OrderBy(static row => row.RecordingMs));
        Replace(joined.Objections, pages.SelectMany(static page => page.Objections).DistinctBy(static row => row.Proof).OrderBy(static row => row.RecordingMs));
        Replace(joined.Easements, pages.SelectMany(static page => page.Easements).DistinctBy(static row => (row.Proof, row.Side, row.OtherUnit))
            .OrderBy(static row => row.RecordingMs));
        Replace(joined.Residences, pages.SelectMany(static page => page.Residences).DistinctBy(static row => row.Proof).OrderBy(static row => row.RecordingMs));
        Replace(joined.Locks, pages.SelectMany(static page => page.Locks).OrderBy(static row => row.Ended == 0 ? 0 : 1)
            .DistinctBy(static row => (row.Authority, row.DocumentNumber)).OrderBy(static row => row.RecordingMs));
        return joined;
    }

    /// <summary>What stays on the page of a unit that goes: mortgages that are released and wait for their cancellation.</summary>
    public static EncumbrancePage Left(EncumbrancePage before, IReadOnlyCollection<MortgageId> carried)
    {
        var page = before.Clone();
        Replace(page.Mortgages, before.Mortgages.Where(row => !carried.Contains(row.Id)));
        page.Seizures.Clear();
        page.Notices.Clear();
        page.Objections.Clear();
        page.Easements.Clear();
        page.Residences.Clear();
        page.Locks.Clear();
        return page;
    }

    // One queue: of two that were active each on its unit the earlier goes on, the other waits behind it.
    private static List<SeizureRow> Queue(IEnumerable<SeizureRow> rows)
    {
        List<SeizureRow> queue = [.. rows.Select(static row => row.Clone()).OrderBy(static row => row.DeliveryTimeMs)];
        foreach (var row in queue.Skip(1))
            (row.Start, row.End) = (0, 0);
        return queue;
    }

    private static void Replace<T>(RepeatedField<T> list, IEnumerable<T> items)
    {
        List<T> kept = [.. items];
        list.Clear();
        list.AddRange(kept);
    }
}
