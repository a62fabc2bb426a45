namespace Ledger.Log;

/// <summary>
/// An Ed25519 private key under one name and type; the base of <see cref="LogSigner"/> and <see cref="Cosigner"/>. Safe for use
/// by several threads.
/// </summary>
public abstract class NoteSigner
{
    private readonly ISigningKey key;

    private protected NoteSigner(string name, SignatureType type, ISigningKey key)
    {
        key.Require(SigningAlgorithm.Ed25519);
        this.key = key;
        Key = VerifierKey.Create(name, type, key.PublicKey.Span);
    }

    /// <summary>The public key to give to readers.</summary>
    public VerifierKey Key { get; }

    private protected byte[] SignBytes(ReadOnlySpan<byte> message) => key.Sign(message);

    private protected VerifiedSignature Line(ReadOnlySpan<byte> signature, ulong? time) =>
        new(Key, new NoteSignature(Key.Name, Key.KeyId, signature), time);
}
