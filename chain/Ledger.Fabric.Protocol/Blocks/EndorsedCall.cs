using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>A call of a chaincode with its result, as endorsers signed it.</summary>
public sealed record EndorsedCall
{
    /// <summary>The chaincode called.</summary>
    public required string ChaincodeName { get; init; }

    /// <summary>The chaincode called is Fabric's own lifecycle, whose writes say who must endorse which chaincode.</summary>
    public bool IsOfLifecycle => ChaincodeName == ChaincodeRulesBook.LifecycleNamespace;

    /// <summary>Version of the definition that ran.</summary>
    public required string ChaincodeVersion { get; init; }

    /// <summary>Arguments; the first is the function's name by convention. Empty when <see cref="ArgumentsFault"/> says why.</summary>
    public required IReadOnlyList<ByteString> Arguments { get; init; }

    /// <summary>Why the arguments cannot be read, in English; null if they can. Fabric's validation does not read them.</summary>
    public string? ArgumentsFault { get; init; }

    /// <summary>Status, message and payload that the chaincode returned.</summary>
    public required Response Response { get; init; }

    /// <summary>What was read and written, by namespace.</summary>
    public required IReadOnlyList<NamespaceReadWriteSet> ReadWriteSets { get; init; }

    /// <summary>Event that the chaincode emitted; null if none.</summary>
    public required Protos.ChaincodeEvent? Event { get; init; }

    /// <summary>Endorsements in order: serialized identity and signature.</summary>
    public required IReadOnlyList<Endorsement> Endorsements { get; init; }

    /// <summary>What the endorsers signed, each followed by the own identity.</summary>
    public required ByteString ResponsePayloadBytes { get; init; }

    /// <summary>The chaincode that the header names; a good transaction's is <see cref="ChaincodeName"/>.</summary>
    public required string ProposedChaincodeName { get; init; }

    /// <summary>The endorsed result is that of the proposal which stands beside it.</summary>
    public required bool ProposalHashMatches { get; init; }
}
