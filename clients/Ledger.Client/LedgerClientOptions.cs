using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>What a program may set besides the profile.</summary>
public sealed record LedgerClientOptions
{
    /// <summary>How calls that did not get through are repeated.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The evidence book, which keeps drafts, receipts, certificates, the newest checkpoint and alarms. Null: nothing outlives the process.</summary>
    public IEvidenceBook? Book { get; init; }

    /// <summary>
    /// Checkpoints verified by this process, shared by its clients of one ledger and policy. Null: a trail of this client's
    /// own, kept in the book.
    /// </summary>
    public CheckpointTrail? Trail { get; init; }

    /// <summary>
    /// Checks the signature of an envelope, whose entry has this leaf hash; a process that also runs peers gives their shared cache.
    /// Null: every receipt's envelope is verified.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, Envelope, SignerKey, bool>? VerifyEnvelope { get; init; }
}
