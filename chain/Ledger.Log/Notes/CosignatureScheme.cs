using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ledger.Log;

/// <summary>Type 0x04: 8 bytes of POSIX seconds, big-endian, then Ed25519 over header, time and text (C2SP tlog-cosignature).</summary>
internal sealed class CosignatureScheme : NoteScheme
{
    public const int TimeSize = sizeof(ulong);

    public override SignatureType Type => SignatureType.Cosignature;

    public override int PublicKeyLength => Ed25519PublicKey.Size;

    public override INoteKey? Import(ReadOnlySpan<byte> publicKey) =>
        Ed25519PublicKey.Import(publicKey) is { } key ? new Key(key) : null;

    /// <summary>What a cosignature signs.</summary>
    public static byte[] Message(ulong time, ReadOnlySpan<byte> text)
    {
        var header = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {time}\n"));
        return [.. header, .. text];
    }

    private sealed class Key(Ed25519PublicKey key) : INoteKey
    {
        public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature, out ulong? time)
        {
            time = null;
            if (signature.Length != TimeSize + Ed25519PublicKey.SignatureSize)
                return false;

            var stated = BinaryPrimitives.ReadUInt64BigEndian(signature);
            if (!key.Verify(Message(stated, text), signature[TimeSize..]))
                return false;

            time = stated;
            return true;
        }
    }
}
