using System.Buffers.Binary;

namespace Ledger.Log;

/// <summary>One signature line of a note, parsed but not verified: <c>— &lt;key name&gt; &lt;base64(4-byte key id || signature)&gt;</c>.</summary>
public sealed class NoteSignature : IEquatable<NoteSignature>
{
    /// <summary>Longest line accepted, in UTF-8 bytes: room for a post-quantum signature.</summary>
    public const int MaxLineBytes = 8192;

    private const string Dash = "\u2014 ";
    private const int KeyIdSize = sizeof(uint);

    private readonly byte[] signature;

    /// <summary>A line from its parts.</summary>
    /// <exception cref="LogFormatException">The name is not a valid key name, or the signature is empty.</exception>
    public NoteSignature(string name, uint keyId, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!KeyName.IsValid(name))
            throw new LogFormatException(KeyName.Fault("note.bad-key-name", name));

        if (signature.IsEmpty)
            throw new LogFormatException(Malformed(name));

        Name = name;
        KeyId = keyId;
        this.signature = signature.ToArray();
    }

    /// <summary>Name of the key that is said to have signed.</summary>
    public string Name { get; }

    /// <summary>Key id that is said to have signed.</summary>
    public uint KeyId { get; }

    /// <summary>The bytes after the key id; their meaning depends on the key's type.</summary>
    public ReadOnlyMemory<byte> Signature => signature;

    /// <summary>The time a cosignature states, in POSIX seconds, unverified; null when the bytes are not as long as a cosignature's.</summary>
    public ulong? StatedTime =>
        signature.Length == CosignatureScheme.TimeSize + Ed25519PublicKey.SignatureSize ? BinaryPrimitives.ReadUInt64BigEndian(signature) : null;

    /// <summary>Reads one line, with or without its newline.</summary>
    /// <exception cref="LogFormatException">The line is malformed.</exception>
    public static NoteSignature Parse(string line) =>
        TryParse(line, out var parsed, out var fault) ? parsed : throw new LogFormatException(fault);

    /// <summary>Reads one line, with or without its newline; on refusal gives the reason.</summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out NoteSignature? signature, [NotNullWhen(false)] out LogFault? fault)
    {
        ArgumentNullException.ThrowIfNull(line);
        return TryParseLine(line.EndsWith('\n') ? line[..^1] : line, out signature, out fault);
    }

    internal static bool TryParseLine(string line, [NotNullWhen(true)] out NoteSignature? signature, [NotNullWhen(false)] out LogFault? fault)
    {
        signature = null;
        fault = null;
        if (line.Length > MaxLineBytes || System.Text.Encoding.UTF8.GetByteCount(line) > MaxLineBytes)
        {
            fault = new("note.line-too-long", $"signature line '{Excerpt.Of(line)}' is longer than {MaxLineBytes} bytes",
                $"签名行“{Excerpt.Of(line)}”超过 {MaxLineBytes} 字节");
            return false;
        }

        var space = line.LastIndexOf(' ');
        if (!line.StartsWith(Dash, StringComparison.Ordinal) || space < Dash.Length
            || !StrictBase64.TryDecode(line.AsSpan(space + 1), out var bytes) || bytes.Length <= KeyIdSize)
        {
            fault = Malformed(line);
            return false;
        }

        var name = line[Dash.Length..space];
        if (!KeyName.IsValid(name))
        {
            fault = KeyName.Fault("note.bad-key-name", name);
            return false;
        }

        signature = new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsSpan(KeyIdSize));
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(NoteSignature? other) =>
        other is not null && Name == other.Name && KeyId == other.KeyId && signature.AsSpan().SequenceEqual(other.signature);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NoteSignature);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, KeyId, BinaryPrimitives.ReadUInt32BigEndian([.. signature, 0, 0, 0]));

    /// <summary>The line, ending in a newline.</summary>
    public override string ToString()
    {
        var bytes = new byte[KeyIdSize + signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        signature.CopyTo(bytes, KeyIdSize);
        return $"{Dash}{Name} {Convert.ToBase64String(bytes)}\n";
    }

    private static LogFault Malformed(ReadOnlySpan<char> line) => new(
        "note.bad-signature-line",
        $"'{Excerpt.Of(line)}' is not a signature line: em dash, space, key name, space, base64 of key id and signature",
        $"“{Excerpt.Of(line)}”不是签名行：应为长破折号、空格、密钥名、空格、密钥号与签名的 base64");
}
