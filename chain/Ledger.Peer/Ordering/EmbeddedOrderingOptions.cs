namespace Ledger.Peers;

/// <summary>Limits of embedded ordering.</summary>
public sealed class EmbeddedOrderingOptions
{
    /// <summary>Envelopes waiting at most; beyond, the answer is busy.</summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>Envelopes of a block at most; up to <see cref="BlockLimits.MaxEnvelopes"/>.</summary>
    public int MaxEntries { get; init; } = 512;

    /// <summary>Bytes of a block's entries with which it is cut; up to <see cref="BlockLimits.CutBytes"/>.</summary>
    public int MaxBytes { get; init; } = BlockLimits.CutBytes;

    /// <summary>Blocks without the quorum from which on the next block waits and gathers; fewer than that and it is cut at once.</summary>
    public ulong BlocksInFlight { get; init; } = 2;

    /// <summary>How long it waits at most, so that a missing peer does not hold up ordering.</summary>
    public TimeSpan MaxGather { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The clock that an envelope's time is compared with.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Time of the newest seal, ms since 1970, up to which an operator accepts that clocks which ran ahead have written it:
    /// envelopes may lie below it. 0: none was.
    /// </summary>
    public ulong AcceptSealTimeMs { get; init; }

    /// <summary>Whose clock it is, as a refusal for freshness names it.</summary>
    public string ClockName { get; init; } = "embedded ordering";
}
