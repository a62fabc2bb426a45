using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The seizures of a unit as acts change them (C-31 轮候顺序). Every list returned is settled: what has lapsed is gone and the
/// first row carries the start and end of its promotion, so that the next writer need not know what came before.
/// </summary>
internal static class SeizureRows
{
    /// <summary>
    /// Enters a seizure. On a free unit it is active from its delivery, or from the end of the last one on the page when it
    /// was delivered before that; else it waits, in order of delivery, and never goes before the first.
    /// </summary>
    public static IReadOnlyList<SeizureRow> Enter(IReadOnlyList<SeizureRow> rows, SeizureRow entered, Day today)
    {
        var settled = SeizureQueue.Settle(rows, today).ToList();
        if (settled.Count == 0)
            return [SeizureQueue.Start(entered, FirstDay(rows, entered.DeliveryTimeMs, today))];
        var later = settled.FindIndex(1, row => row.DeliveryTimeMs > entered.DeliveryTimeMs);
        settled.Insert(later < 0 ? settled.Count : later, entered);
        return settled;
    }

    /// <summary>First day of a seizure that finds the unit free.</summary>
    public static Day FirstDay(IReadOnlyList<SeizureRow> rows, ulong deliveryTimeMs, Day today)
    {
        var delivered = Day.At(deliveryTimeMs);
        var lapsed = SeizureQueue.At(rows, today).Lapsed;
        return lapsed.Count > 0 && lapsed[^1].End > delivered ? lapsed[^1].End : delivered;
    }

    /// <summary>Puts the renewed row in the place of the active one.</summary>
    public static IReadOnlyList<SeizureRow> Renew(IReadOnlyList<SeizureRow> rows, SeizureRow renewed, Day today)
        => [renewed, .. SeizureQueue.Settle(rows, today).Skip(1)];

    /// <summary>
    /// Takes a seizure off the page. When it was active the next one starts on the day of the lift; when the whole was
    /// disposed of, the queue falls with it.
    /// </summary>
    public static IReadOnlyList<SeizureRow> Lift(IReadOnlyList<SeizureRow> rows, SeizureLifted lift, Day today)
    {
        if (lift.Outcome == LiftOutcome.DisposedWhole)
            return [];
        var settled = SeizureQueue.Settle(rows, today);
        var left = settled.Where(row => row.Authority != lift.Authority || row.DocumentNumber != lift.DocumentNumber).ToList();
        if (left.Count == 0 || left[0].Start != 0)
            return left;

        // The first row was lifted. A lift recorded late may name a day before that row was promoted itself.
        var (day, promoted) = (Day.FromNumber(lift.Recording.RecordingDate), Day.FromNumber(settled[0].Start));
        left[0] = SeizureQueue.Start(left[0], day > promoted ? day : promoted);
        return SeizureQueue.Settle(left, today);
    }
}
