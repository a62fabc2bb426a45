namespace Ledger.Node;

/// <summary>A rate with a burst. Not safe for several threads: its owner locks.</summary>
/// <remarks>The library's limiters read a clock of their own and keep a timer each.</remarks>
internal sealed class TokenBucket
{
    private readonly double perSecond;
    private readonly double burst;
    private readonly TimeProvider clock;
    private double tokens;
    private long seen;

    /// <summary>A full bucket.</summary>
    /// <param name="perSecond">Tokens that come back per second.</param>
    /// <param name="burst">Tokens of a full bucket.</param>
    /// <param name="clock">The clock.</param>
    public TokenBucket(double perSecond, double burst, TimeProvider clock)
    {
        (this.perSecond, this.burst, this.clock) = (perSecond, burst, clock);
        (tokens, seen) = (burst, clock.GetTimestamp());
    }

    /// <summary>Whether nothing was taken lately.</summary>
    public bool IsFull => Refill() >= burst;

    /// <summary>Whether there is nothing left to take.</summary>
    public bool IsEmpty => Refill() < 1;

    /// <summary>Takes one token.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryTake()
    {
        if (Refill() < 1)
            return false;
        tokens--;
        return true;
    }

    private double Refill()
    {
        var now = clock.GetTimestamp();
        tokens = Math.Min(burst, tokens + (clock.GetElapsedTime(seen, now).TotalSeconds * perSecond));
        seen = now;
        return tokens;
    }
}
