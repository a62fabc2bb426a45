using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ledger.Log;

/// <summary>
/// A public key of signed notes, written <c>&lt;name&gt;+&lt;8 hex digits of key id&gt;+&lt;base64(type || public key)&gt;</c>
/// (C2SP signed-note). The key is decoded once: keep the object and use it for every note.
/// Safe for use by several threads.
/// </summary>
public sealed class VerifierKey : IEquatable<VerifierKey>
{
    private const int MaxTextLength = 4096;

    private readonly INoteKey key;
    private readonly byte[] publicKey;

    private VerifierKey(string name, SignatureType type, byte[] publicKey, INoteKey key)
    {
        Name = name;
        Type = type;
        this.publicKey = publicKey;
        this.key = key;
        KeyId = ComputeKeyId(name, type, publicKey);
    }

    /// <summary>The key's name; for a log key, the log's origin.</summary>
    public string Name { get; }

    /// <summary>What its signatures cover.</summary>
    public SignatureType Type { get; }

    /// <summary>First 4 bytes of <c>SHA-256(name || 0x0A || type || public key)</c>, big-endian.</summary>
    public uint KeyId { get; }

    /// <summary>The raw public key, without the type.</summary>
    public ReadOnlyMemory<byte> PublicKey => publicKey;

    /// <summary>Makes a key from its parts.</summary>
    /// <exception cref="LogFormatException">The name or the public key is not valid, or the type is not supported.</exception>
    public static VerifierKey Create(string name, SignatureType type, ReadOnlySpan<byte> publicKey)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryCreate(name, type, publicKey.ToArray(), out var key, out var fault) ? key : throw new LogFormatException(fault);
    }

    /// <summary>Reads a verifier key.</summary>
    /// <exception cref="LogFormatException">The text is not a valid verifier key of a supported type.</exception>
    public static VerifierKey Parse(string text) =>
        TryParse(text, out var key, out var fault) ? key : throw new LogFormatException(fault);

    /// <summary>Reads a verifier key; on refusal gives the reason.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out VerifierKey? key, [NotNullWhen(false)] out LogFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        key = null;
        if (text.Length > MaxTextLength || text.Split('+', 3) is not [var name, var id, var encoded])
        {
            fault = new("vkey.malformed", $"verifier key '{Excerpt.Of(text)}' is not <name>+<key id>+<base64 key>",
                $"验证密钥“{Excerpt.Of(text)}”不是 <名称>+<密钥号>+<base64 密钥> 的形式");
            return false;
        }

        if (!StrictBase64.TryDecode(encoded, out var typed) || typed.Length < 2)
        {
            fault = new("vkey.malformed", $"verifier key '{Excerpt.Of(name)}': '{Excerpt.Of(encoded)}' is not base64 of type and key",
                $"验证密钥“{Excerpt.Of(name)}”：“{Excerpt.Of(encoded)}”不是类型加密钥的 base64");
            return false;
        }

        if (!TryCreate(name, (SignatureType)typed[0], typed[1..], out var candidate, out fault))
            return false;

        var expected = candidate.KeyIdText;
        if (id != expected)
        {
            fault = new("vkey.wrong-id", $"verifier key '{Excerpt.Of(name)}' states key id '{Excerpt.Of(id)}', but its key has '{expected}'",
                $"验证密钥“{Excerpt.Of(name)}”写的密钥号是“{Excerpt.Of(id)}”，而其密钥的编号是“{expected}”");
            return false;
        }

        key = candidate;
        return true;
    }

    /// <summary>
    /// Checks one signature line over a note's text: name and key id are this key's and the signature verifies. Never throws on
    /// any line or text.
    /// </summary>
    /// <param name="text">The note's text, ending in a newline.</param>
    /// <param name="line">The line.</param>
    /// <param name="verified">The line with what it states.</param>
    public bool Verify(string text, NoteSignature line, [NotNullWhen(true)] out VerifiedSignature? verified)
    {
        ArgumentNullException.ThrowIfNull(text);
        verified = null;
        return StrictUtf8.TryGetBytes(text, out var utf8) && Verify(utf8, line, out verified);
    }

    /// <inheritdoc cref="Verify(string, NoteSignature, out VerifiedSignature?)"/>
    internal bool Verify(ReadOnlySpan<byte> text, NoteSignature line, [NotNullWhen(true)] out VerifiedSignature? verified)
    {
        ArgumentNullException.ThrowIfNull(line);
        verified = Matches(line) && key.Verify(text, line.Signature.Span, out var time)
            ? new VerifiedSignature(this, line, time)
            : null;
        return verified is not null;
    }

    /// <summary>Whether a line claims to be by this key: same name and key id.</summary>
    public bool Matches(NoteSignature line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.KeyId == KeyId && line.Name == Name;
    }

    /// <inheritdoc/>
    public bool Equals(VerifierKey? other) =>
        other is not null && Name == other.Name && Type == other.Type && publicKey.AsSpan().SequenceEqual(other.publicKey);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerifierKey);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)KeyId;

    /// <summary>The key in its text form.</summary>
    public override string ToString() => $"{Name}+{KeyIdText}+{Convert.ToBase64String([(byte)Type, .. publicKey])}";

    private string KeyIdText => KeyId.ToString("x8", CultureInfo.InvariantCulture);

    private static bool TryCreate(string name, SignatureType type, byte[] publicKey, [NotNullWhen(true)] out VerifierKey? key,
        [NotNullWhen(false)] out LogFault? fault)
    {
        key = null;
        fault = null;
        if (!KeyName.IsValid(name))
        {
            fault = KeyName.Fault("vkey.bad-name", name);
        }
        else if (NoteScheme.Find(type) is not { } scheme)
        {
            fault = new("vkey.unknown-type", $"verifier key '{Excerpt.Of(name)}' has signature type 0x{(byte)type:x2}; 0x01 and 0x04 are supported",
                $"验证密钥“{Excerpt.Of(name)}”的签名类型是 0x{(byte)type:x2}；支持 0x01 和 0x04");
        }
        else if (publicKey.Length != scheme.PublicKeyLength || scheme.Import(publicKey) is not { } imported)
        {
            fault = new(
                "vkey.bad-key",
                $"verifier key '{Excerpt.Of(name)}' holds no valid public key of type 0x{(byte)type:x2} ({scheme.PublicKeyLength} bytes wanted, {publicKey.Length} seen)", $"验证密钥“{Excerpt.Of(name)}”中没有类型 0x{(byte)type:x2} 的有效公钥（应为 {scheme.PublicKeyLength} 字节，实为 {publicKey.Length} 字节）");
        }
        else
        {
            key = new VerifierKey(name, type, publicKey, imported);
        }

        return key is not null;
    }

    private static uint ComputeKeyId(string name, SignatureType type, byte[] publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(Sha256.Hash([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)type, .. publicKey]));
}
