using System.Diagnostics.CodeAnalysis;
using Ledger.Chain;
using Ledger.Log;
using Ledger.State;
using Ledger.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Peers;

/// <summary>What a peer runs with.</summary>
public sealed class PeerOptions
{
    /// <summary>Organisation whose peer this is.</summary>
    public required string Organisation { get; init; }

    /// <summary>Folder of its store. The files of signed checkpoints stand in it, the database in <c>store/</c> below.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// Why an empty store is filled anew, from genesis by replay: the word of whoever founds or rebuilds this peer. Null when
    /// the store must be there: an empty one is damage then.
    /// </summary>
    public string? NewStore { get; init; }

    /// <summary>Block 0, checked against the hash this node is configured with (<see cref="GenesisBlock.Load"/>).</summary>
    public required GenesisBlock Genesis { get; init; }

    /// <summary>The domain's rules.</summary>
    public required IContract Contract { get; init; }

    /// <summary>Key of its cosignatures; null for a peer that only follows.</summary>
    public Cosigner? Cosigner { get; init; }

    /// <summary>Key of its log signatures; null for a peer that only follows.</summary>
    public LogSigner? LogSigner { get; init; }

    /// <summary>Envelopes verified once per process; share one among the peers of a process.</summary>
    public EnvelopeVerificationCache Envelopes { get; init; } = new();

    /// <summary>Cosignatures verified once per process; share one among the peers of a process.</summary>
    public CosignatureVerificationCache Cosignatures { get; init; } = new();

    /// <summary>What the peers of a process need not compute each for itself; shared among them. Null for a peer that shares nothing.</summary>
    public ExecutionCache? Executions { get; init; }

    /// <summary>Clock of the times in its cosignatures, and of how long a live block is waited before; no rule looks at it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The other members' clocks, which tell whether the own one is right: with one that is not, nothing is signed. Null when
    /// there are none to ask.
    /// </summary>
    public MemberClocks? Clocks { get; init; }

    /// <summary>Other peers' writes, to name entry and key when this one diverges; null when none can be asked.</summary>
    public IDivergenceSource? Divergence { get; init; }

    /// <summary>
    /// Other members, asked after the start what stands above the head before anything is ordered or signed; null when there
    /// are none to ask, and nothing is waited for.
    /// </summary>
    public IStandingSource? Standing { get; init; }

    /// <summary>Whether ordering runs on this peer: nobody else shows it the blocks it lacks, so it reads them from the other members.</summary>
    public bool Orders { get; init; }

    /// <summary>An operator's reason to go on although too few members can be asked; logged. Null: they are asked until they answer.</summary>
    public string? StandAloneWord { get; init; }

    /// <summary>How long without a block before the newest checkpoint is cosigned again.</summary>
    public TimeSpan RecosignAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Memory for nodes of the state tree on disk, in bytes.</summary>
    public long TreeCacheBytes { get; init; } = StateTree.DefaultCacheBytes;

    /// <summary>Where the peer reports that it opened, stopped, or saw another root.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Called when the peer's status changes.</summary>
    public Action<PeerStatus>? OnStatus { get; init; }

    /// <summary>Called with organisation and line for every valid cosignature over another root at the same size: an alarm on both sides.</summary>
    public Action<string, Cosigned>? OnOtherRoot { get; init; }

    /// <summary>Where it keeps its files and its store; <see cref="Directory"/> unless it is to be another place.</summary>
    [AllowNull]
    internal IPeerDisk Disk { get => field ??= new FolderDisk(Directory); init; }

    internal TreeLimits Tree { get; init; } = new();

    internal Action<StorePoint>? Probe { get; init; }
}
