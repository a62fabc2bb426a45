using System.Buffers.Binary;
using System.Text;

namespace Ledger.Log;

/// <summary>
/// A cosigner's key (type 0x04). The caller sees to it that no smaller tree is cosigned after
/// a larger one and no two roots at one size.
/// </summary>
public sealed class Cosigner : NoteSigner
{
    /// <summary>A cosigner from its name and 32-byte seed.</summary>
    /// <exception cref="ArgumentException">The seed is not 32 bytes long.</exception>
    /// <exception cref="LogFormatException">The name is not a valid key name.</exception>
    public Cosigner(string name, ReadOnlySpan<byte> seed)
        : this(name, new Ed25519Signer(seed))
    {
    }

    /// <summary>A signer of a key wherever it is kept.</summary>
    /// <exception cref="ArgumentException">The key does not sign by Ed25519.</exception>
    /// <exception cref="LogFormatException">The name is not a valid key name.</exception>
    public Cosigner(string name, ISigningKey key)
        : base(name, SignatureType.Cosignature, key)
    {
    }

    /// <summary>States that at this time the checkpoint was the largest consistent tree known.</summary>
    /// <param name="checkpoint">The tree.</param>
    /// <param name="time">Time of the cosigner's clock; whole seconds are signed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is before 1970.</exception>
    public VerifiedSignature Cosign(Checkpoint checkpoint, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, DateTimeOffset.UnixEpoch);
        var seconds = (ulong)time.ToUnixTimeSeconds();
        var signature = SignBytes(CosignatureScheme.Message(seconds, Encoding.UTF8.GetBytes(checkpoint.ToString())));
        var timed = new byte[CosignatureScheme.TimeSize + signature.Length];
        BinaryPrimitives.WriteUInt64BigEndian(timed, seconds);
        signature.CopyTo(timed, CosignatureScheme.TimeSize);
        return Line(timed, seconds);
    }
}
