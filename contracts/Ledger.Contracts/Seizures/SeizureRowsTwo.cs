using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The seizures of a unit as acts of profile 2 change them (C-31 轮候顺序). Rows stand in the order of the queue; when each starts
/// and ends follows from them (<see cref="SeizureQueue"/>).
/// </summary>
internal static class SeizureRowsTwo
{
    /// <summary>
    /// Enters a seizure in order of delivery. One that was delivered earlier but entered later goes before what was delivered after
    /// it; never before what is in force or was, unless the city's file says so.
    /// </summary>
    /// <param name="rows">The rows of the page.</param>
    /// <param name="entered">The seizure.</param>
    /// <param name="instant">Instant at which it is entered.</param>
    /// <param name="reorder">Whether it may go before what is in force.</param>
    public static IReadOnlyList<SeizureRow> Enter(IReadOnlyList<SeizureRow> rows, SeizureRow entered, ulong instant, bool reorder)
    {
        var queue = SeizureQueue.At(rows, instant);
        var started = queue.InForce.Concat(queue.Lapsed).Select(static place => place.Row).ToList();
        List<SeizureRow> order = [.. rows];
        var place = 0;
        for (var i = 0; i < order.Count; i++)
        {
            var row = order[i];
            if (SeizureQueue.Meet(row, entered) && (row.DeliveryTimeMs <= entered.DeliveryTimeMs || Stays(row)))
                place = i + 1;
        }

        order.Insert(place, entered);
        return order;

        // A row of profile 1 has its days on the page.
        bool Stays(SeizureRow row) => row.RecordingMs == 0 || (!reorder && started.Exists(other => ReferenceEquals(other, row)));
    }

    /// <summary>Ends a seizure on the day of its lift; when the whole was disposed of, the queue falls with it.</summary>
    public static IReadOnlyList<SeizureRow> Lift(IReadOnlyList<SeizureRow> rows, SeizureRow lifted, LiftOutcome outcome, Day day)
        => [.. rows.Select(row => ReferenceEquals(row, lifted) || (outcome == LiftOutcome.DisposedWhole && row.Lifted == 0 && SeizureQueue.Meet(row, lifted))
            ? EndedOn(row, day)
            : row)];

    /// <summary>
    /// A seizure of a former owner that was delivered after the transfer was recorded, but entered before its envelope, never was in
    /// force (C-30).
    /// </summary>
    /// <param name="page">The unit's page; changed.</param>
    /// <param name="owners">Who owns the unit after the transfer.</param>
    /// <param name="recordingMs">Instant at which the transfer was recorded.</param>
    /// <returns>Whether the page changed.</returns>
    public static bool Fall(EncumbrancePage page, IReadOnlyCollection<Party> owners, ulong recordingMs)
    {
        var fallen = page.Seizures.Where(row => row is { RecordingMs: not 0, Lifted: 0, Kind: SeizureKind.Seizure, Debtors.Count: > 0 }
            && row.DeliveryTimeMs > recordingMs && !row.Debtors.Any(owners.Contains)).ToList();
        foreach (var row in fallen)
            row.Lifted = Day.At(row.DeliveryTimeMs).Number;
        return fallen.Count > 0;
    }

    private static SeizureRow EndedOn(SeizureRow row, Day day)
    {
        var ended = row.Clone();
        ended.Lifted = day.Number;
        return ended;
    }
}
