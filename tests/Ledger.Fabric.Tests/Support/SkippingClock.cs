namespace Ledger.Fabric.Tests;

/// <summary>Waits take no time and are counted.</summary>
internal sealed class SkippingClock(Action<int> waited) : TimeProvider
{
    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Add(dueTime);
        waited(Waits.Count);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
