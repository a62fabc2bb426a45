namespace Ledger.Log;

/// <summary>
/// One signature type of signed notes: how its key is read and what its signatures cover.
/// A new type is a new subclass and one line in <see cref="Find"/>.
/// </summary>
internal abstract class NoteScheme
{
    private static readonly NoteScheme[] Known = [new Ed25519Scheme(), new CosignatureScheme()];

    public abstract SignatureType Type { get; }

    /// <summary>Length of the public key in bytes, without the type.</summary>
    public abstract int PublicKeyLength { get; }

    public static NoteScheme? Find(SignatureType type) => Array.Find(Known, scheme => scheme.Type == type);

    /// <summary>Reads a public key of the right length; null when it is no valid key.</summary>
    public abstract INoteKey? Import(ReadOnlySpan<byte> publicKey);
}
