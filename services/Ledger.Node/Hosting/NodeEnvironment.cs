using Ledger.Chain;
using Ledger.Peers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Node;

/// <summary>
/// What the nodes of one process share: each distinct envelope and each distinct cosignature is verified once per process,
/// whatever the number of its peers.
/// </summary>
public sealed record NodeEnvironment
{
    /// <summary>The wall clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where a node logs; no personal data is ever logged.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Rules that its peers execute in place of those that their configuration says; null: those.</summary>
    public IContract? Contract { get; init; }

    /// <summary>An operator's reason for which nodes go on although too few others can be asked what their keys signed; null: they wait for them.</summary>
    public string? StandAloneWord { get; init; }

    /// <summary>Envelopes verified in this process.</summary>
    public EnvelopeVerificationCache Envelopes { get; init; } = new();

    /// <summary>Cosignatures verified in this process.</summary>
    public CosignatureVerificationCache Cosignatures { get; init; } = new();

    /// <summary>What its peers need not compute each for itself; null where one node runs alone, which pays nothing then.</summary>
    public ExecutionCache? Executions { get; init; }

    /// <summary>Why the node's empty store begins anew (<see cref="NewStoreWord"/>); null unless the operator said so. For one node only.</summary>
    public string? NewStore { get; init; }
}
