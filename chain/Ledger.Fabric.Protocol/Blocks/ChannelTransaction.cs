using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>One transaction of a block, decoded as far as it can be.</summary>
public sealed record ChannelTransaction
{
    /// <summary>Position in the block, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The bytes in the block, a <c>common.Envelope</c>.</summary>
    public required ByteString EnvelopeBytes { get; init; }

    /// <summary>
    /// The verdict of the peer that handed out the block; null if it gave none, as blocks from ordering. Nothing proves
    /// it: a verifier refuses a <see cref="TxValidationCode.Valid"/> that the transaction does not deserve by its own
    /// signatures, but a peer that calls a good transaction invalid, or hides a conflict of reads, goes unnoticed until
    /// its word is compared with another's.
    /// </summary>
    public required TxValidationCode? ValidationCode { get; init; }

    /// <summary>The verdict is that its writes took effect.</summary>
    public bool IsValid => ValidationCode == TxValidationCode.Valid;

    /// <summary>Id from its header; empty if it has none.</summary>
    public string TransactionId { get; init; } = "";

    /// <summary>What it holds; null if the header cannot be read.</summary>
    public HeaderType? Type { get; init; }

    /// <summary>Channel from its header.</summary>
    public string ChannelName { get; init; } = "";

    /// <summary>Time that the client put into the header; null if none or not a time.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Serialized identity of who signed it, from its header.</summary>
    public ByteString Creator { get; init; } = ByteString.Empty;

    /// <summary>Random bytes of its id.</summary>
    public ByteString Nonce { get; init; } = ByteString.Empty;

    /// <summary>The endorsed call of a chaincode; null for other types.</summary>
    public EndorsedCall? Call { get; init; }

    /// <summary>The configuration envelope of a configuration transaction; empty for other types.</summary>
    public ByteString ConfigurationBytes { get; init; } = ByteString.Empty;

    /// <summary>Why it could not be decoded whole, in English; null if it was.</summary>
    public string? Fault { get; init; }

    internal Envelope? Envelope { get; init; }

    internal ulong Epoch { get; init; }
}
