using Ledger.Fabric.Protocol;
using Ledger.Log;

namespace Ledger.Fabric;

/// <summary>How Fabric serves as the ordering of a ledger.</summary>
public sealed record FabricOrderingOptions
{
    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Name that the ledger's chaincode was committed under.</summary>
    public required string Chaincode { get; init; }

    /// <summary>
    /// The channel's first block, a <c>common.Block</c>: the one that the department joined its peer with. Everything read later
    /// is trusted because it follows from this one.
    /// </summary>
    public required ReadOnlyMemory<byte> ChannelGenesis { get; init; }

    /// <summary>File that keeps where verification stands, so that a restart need not begin at the channel's first block; may be absent or lost.</summary>
    public required string PointFile { get; init; }

    /// <summary>
    /// What verification of the channel's blocks tolerates and is told beforehand; its namespaces are always that of
    /// <see cref="Chaincode"/> alone.
    /// </summary>
    public BlockVerifierOptions Verification { get; init; } = new();

    /// <summary>Envelopes under way on Fabric at a time. Below the peer's <c>gatewayService</c> limit (500 by default) divided by its clients.</summary>
    public int InFlight { get; init; } = 256;

    /// <summary>Envelopes that may wait for a place among those; beyond, the answer is busy.</summary>
    public int Waiting { get; init; } = 4096;

    /// <summary>How often an envelope is endorsed anew, at most, before the caller is told to try again.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>How often one endorsed transaction is handed to ordering, at most; it is recorded once only.</summary>
    public int Broadcasts { get; init; } = 3;

    /// <summary>Wait before the second attempt, also at founding; doubled before each further one.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest wait.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a transaction handed to ordering may take to show up in a block. Includes a change of Fabric's leader.</summary>
    public TimeSpan CommitTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Blocks of the channel after which <see cref="PointFile"/> is written again; a change of configuration or chaincode writes it at once.</summary>
    public int PointEvery { get; init; } = 200;

    /// <summary>
    /// What is known to be wrong on this side, an expired certificate above all: named as the reason of a failure in place of
    /// what the peer makes of it. Null when nothing is.
    /// </summary>
    public Func<OutageReason?> OwnFault { get; init; } = static () => null;

    /// <summary>
    /// How long after a failure the way through ordering is tried with a transaction that records nothing, while it goes on and
    /// no envelope does the same.
    /// </summary>
    public TimeSpan TestAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Clock of the waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
