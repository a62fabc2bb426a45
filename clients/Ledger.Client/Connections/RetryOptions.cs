namespace Ledger.Client;

/// <summary>How a client repeats a call that did not get through. A repeated write has the same id and bytes, so it happens once.</summary>
public sealed record RetryOptions
{
    /// <summary>Attempts in all, at least 1.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Time given to one attempt of a unary call.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause after the first failed attempt; doubles with each.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause after an attempt, counted from 1.</summary>
    internal TimeSpan PauseAfter(int attempt) =>
        TimeSpan.FromTicks((long)Math.Min(LongestPause.Ticks, FirstPause.Ticks * Math.Pow(2, Math.Min(attempt - 1, 30))));
}
