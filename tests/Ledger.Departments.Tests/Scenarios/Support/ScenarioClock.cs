namespace Ledger.Departments.Tests;

/// <summary>The wall clock of a scenario: it ticks like the system's, from where the scenario has put it.</summary>
internal sealed class ScenarioClock : TimeProvider
{
    private long offset;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref offset));

    /// <summary>Puts it to an instant, never back.</summary>
    public void Set(DateTimeOffset now)
    {
        var ahead = (now - System.GetUtcNow()).Ticks;
        Assert.True(now >= GetUtcNow(), $"The scenario is at {GetUtcNow():u} already.");
        Interlocked.Exchange(ref offset, ahead);
    }

    /// <summary>The first instant.</summary>
    public static ScenarioClock At(DateTimeOffset now)
    {
        var clock = new ScenarioClock();
        Interlocked.Exchange(ref clock.offset, (now - System.GetUtcNow()).Ticks);
        return clock;
    }
}
