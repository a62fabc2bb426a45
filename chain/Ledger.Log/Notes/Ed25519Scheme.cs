namespace Ledger.Log;

/// <summary>Type 0x01: Ed25519 over the note's text.</summary>
internal sealed class Ed25519Scheme : NoteScheme
{
    public override SignatureType Type => SignatureType.Ed25519;

    public override int PublicKeyLength => Ed25519PublicKey.Size;

    public override INoteKey? Import(ReadOnlySpan<byte> publicKey) =>
        Ed25519PublicKey.Import(publicKey) is { } key ? new Key(key) : null;

    private sealed class Key(Ed25519PublicKey key) : INoteKey
    {
        public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature, out ulong? time)
        {
            time = null;
            return key.Verify(text, signature);
        }
    }
}
