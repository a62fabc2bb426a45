namespace Ledger.Tests;

/// <summary>The system's clock, ahead of or behind the right time by an offset that can change while it is read. Timers run as ever.</summary>
internal sealed class OffsetClock : TimeProvider
{
    private long offset;

    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref offset));
        set => Volatile.Write(ref offset, value.Ticks);
    }

    public ulong NowMs => (ulong)GetUtcNow().ToUnixTimeMilliseconds();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <summary>Sets it to a time of day of UTC+8, at the next such instant or later.</summary>
    public void SetTimeOfDay(TimeSpan time)
    {
        var local = GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        var wanted = local.Date + time;
        Offset += (wanted >= local.DateTime ? wanted : wanted.AddDays(1)) - local.DateTime;
    }
}
