using Ledger.V1;

namespace Ledger.Log;

/// <summary>
/// The bytes of a leaf: one <see cref="LogEntry"/> in its one encoding, at most 65,535 bytes.
/// Checks what can be seen of an entry alone; signatures, order and content are checked by
/// who knows keys and state.
/// </summary>
public static class EntryCodec
{
    /// <summary>Largest entry, in bytes: tiles give an entry's length in two bytes (C2SP tlog-tiles).</summary>
    public const int MaxBytes = 65535;

    /// <summary>Length of an envelope's and of genesis' nonce, in bytes.</summary>
    public const int NonceSize = 16;

    /// <summary>Encodes an entry.</summary>
    /// <exception cref="LogFormatException">The entry is too large or a field has a wrong length.</exception>
    public static byte[] Encode(LogEntry entry)
    {
        var bytes = Canonical.Encode(entry);
        var fault = CheckSize(bytes.Length) ?? CheckFields(entry);
        return fault is null ? bytes : throw new LogFormatException(fault);
    }

    /// <summary>Encodes an envelope as an entry.</summary>
    /// <inheritdoc cref="Encode(LogEntry)"/>
    public static byte[] Encode(Envelope envelope) => Encode(new LogEntry { Envelope = envelope });

    /// <summary>Encodes an envelope made here of bytes alone, which has the one encoding and no other.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="start">Where its bytes begin in the entry's.</param>
    /// <exception cref="LogFormatException">The entry is too large or a field has a wrong length.</exception>
    internal static byte[] Encode(Envelope envelope, out int start)
    {
        var entry = new LogEntry { Envelope = envelope };
        var size = entry.CalculateSize();
        if ((CheckSize(size) ?? CheckEnvelope(envelope)) is { } fault)
            throw new LogFormatException(fault);

        start = size - envelope.CalculateSize();
        return Canonical.Bytes(entry);
    }

    /// <summary>Encodes a seal as an entry.</summary>
    /// <inheritdoc cref="Encode(LogEntry)"/>
    public static byte[] Encode(Seal seal) => Encode(new LogEntry { Seal = seal });

    /// <summary>Encodes genesis as an entry.</summary>
    /// <inheritdoc cref="Encode(LogEntry)"/>
    public static byte[] Encode(Genesis genesis) => Encode(new LogEntry { Genesis = genesis });

    /// <summary>Reads an entry.</summary>
    /// <exception cref="LogFormatException">The bytes are no entry in its one encoding, too many, or a field has a wrong length.</exception>
    public static LogEntry Parse(ReadOnlySpan<byte> bytes) =>
        TryParse(bytes, out var entry, out var fault) ? entry : throw new LogFormatException(fault);

    /// <summary>Reads an entry; on refusal gives the reason. Never throws on any bytes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out LogEntry? entry, [NotNullWhen(false)] out LogFault? fault)
    {
        entry = null;
        fault = CheckSize(bytes.Length);
        if (fault is not null || !Canonical.TryParse<LogEntry>(bytes, out var parsed, out fault))
            return false;

        fault = CheckFields(parsed);
        entry = fault is null ? parsed : null;
        return entry is not null;
    }

    /// <summary>Reads the payload of an envelope; on refusal gives the reason. Never throws on any bytes.</summary>
    public static bool TryParsePayload(Envelope envelope, [NotNullWhen(true)] out Payload? payload, [NotNullWhen(false)] out LogFault? fault)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return TryParsePayload(envelope.Payload.Span, out payload, out fault);
    }

    /// <summary>Reads a payload; on refusal gives the reason. Never throws on any bytes.</summary>
    public static bool TryParsePayload(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Payload? payload, [NotNullWhen(false)] out LogFault? fault)
    {
        payload = null;
        if (!Canonical.TryParse<Payload>(bytes, out var parsed, out fault))
            return false;

        fault = CheckLength("payload.nonce", parsed.Nonce.Length, NonceSize)
            ?? (parsed.Origin.Length == 0 ? new LogFault("payload.origin", "the payload names no ledger", "载荷没有写明账本") : null)
            ?? (parsed.Events.Count == 0 ? new LogFault("payload.no-events", "the payload holds no event", "载荷中没有事件") : null)
            ?? (parsed.Events.Any(e => e.Type.Length == 0) ? new LogFault("payload.no-type", "an event of the payload has no type", "载荷中有事件没有类型") : null);
        payload = fault is null ? parsed : null;
        return payload is not null;
    }

    /// <summary>Leaf hash of an entry's bytes: what identifies an entry everywhere.</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> entry) => MerkleHash.Leaf(entry);

    private static LogFault? CheckSize(int length) => length <= MaxBytes
        ? null
        : new("entry.too-large", $"the entry has {length} bytes; at most {MaxBytes} fit, split the act into parts",
            $"条目有 {length} 字节；最多 {MaxBytes} 字节，请将该行为分成几部分");

    private static LogFault? CheckFields(LogEntry entry) => entry.EntryCase switch
    {
        LogEntry.EntryOneofCase.Envelope => CheckEnvelope(entry.Envelope),
        LogEntry.EntryOneofCase.Seal => CheckSeal(entry.Seal),
        LogEntry.EntryOneofCase.Genesis => CheckLength("genesis.nonce", entry.Genesis.Nonce.Length, NonceSize),
        _ => new("entry.empty", "the entry is neither envelope nor seal nor genesis", "条目既非信封，也非区块封印或创世"),
    };

    private static LogFault? CheckEnvelope(Envelope envelope) =>
        CheckLength("envelope.key_id", envelope.KeyId.Length, SignerKeyId.Size)
        ?? CheckLength("envelope.signature", envelope.Signature.Length, EcdsaSignature.Size)
        ?? (envelope.Payload.IsEmpty ? new LogFault("envelope.no-payload", "the envelope has no payload", "信封没有载荷") : null);

    private static LogFault? CheckSeal(Seal seal) =>
        CheckLength("seal.state_root", seal.StateRoot.Length, MerkleHash.Size)
        ?? CheckLength("seal.previous_seal", seal.PreviousSeal.Length, seal.Block == 0 ? 0 : MerkleHash.Size)
        ?? (seal.Fabric is null ? null : CheckLength("seal.fabric.header_hash", seal.Fabric.HeaderHash.Length, MerkleHash.Size))
        ?? (seal.EntryCount == 0 ? new LogFault("seal.empty-block", "the seal closes a block without entries", "封印所封的区块没有条目") : null);

    private static LogFault? CheckLength(string field, int seen, int wanted) => seen == wanted
        ? null
        : new("entry.field-length", $"{field} has {seen} bytes; {wanted} are wanted", $"{field} 有 {seen} 字节；应为 {wanted} 字节");
}
