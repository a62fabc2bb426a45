using System.Text;

namespace Ledger.Log;

/// <summary>
/// A log's key (type 0x01). Its name is the log's origin. The caller must never let it sign
/// two checkpoints that are inconsistent.
/// </summary>
public sealed class LogSigner : NoteSigner
{
    /// <summary>A signer from its 32-byte seed.</summary>
    /// <exception cref="ArgumentException">The seed is not 32 bytes long.</exception>
    /// <exception cref="LogFormatException">The origin is not a valid key name.</exception>
    public LogSigner(string origin, ReadOnlySpan<byte> seed)
        : this(origin, new Ed25519Signer(seed))
    {
    }

    /// <summary>A signer of a key wherever it is kept.</summary>
    /// <exception cref="ArgumentException">The key does not sign by Ed25519.</exception>
    /// <exception cref="LogFormatException">The origin is not a valid key name.</exception>
    public LogSigner(string origin, ISigningKey key)
        : base(origin, SignatureType.Ed25519, key)
    {
    }

    /// <summary>Signs a checkpoint of this log.</summary>
    /// <exception cref="ArgumentException">The checkpoint has another origin.</exception>
    public VerifiedSignature Sign(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (checkpoint.Origin != Key.Name)
            throw new ArgumentException($"The key of '{Key.Name}' does not sign for '{checkpoint.Origin}'.", nameof(checkpoint));

        return Line(SignBytes(Encoding.UTF8.GetBytes(checkpoint.ToString())), time: null);
    }
}
