namespace Ledger.Peers.Tests;

/// <summary>A clock whose timers and monotonic time run a hundred times as fast: what waits long is waited for shortly.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private const int Times = 100;

    public override long TimestampFrequency => System.TimestampFrequency / Times;

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Times : dueTime, period > TimeSpan.Zero ? period / Times : period);
}
