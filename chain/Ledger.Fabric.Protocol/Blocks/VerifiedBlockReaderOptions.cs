using Ledger.Log;

namespace Ledger.Fabric.Protocol;

/// <summary>How a reader deals with a broken stream.</summary>
public sealed record VerifiedBlockReaderOptions
{
    /// <summary>Wait after the first break; doubled after each further one that brought no block.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Asks from the block before the next one on. A peer sends nothing while no block is new; this one it has, so its coming
    /// shows that the stream is open, and that the peer still shows the history verified so far.
    /// </summary>
    public bool FromBlockBefore { get; init; }

    /// <summary>Clock of the waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What is known to be wrong on this side: named as the reason of a break in place of what the peer makes of it. Null when nothing is.</summary>
    public Func<OutageReason?> OwnFault { get; init; } = static () => null;
}
