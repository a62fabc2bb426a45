using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;
using PublicKey = NSec.Cryptography.PublicKey;

namespace Ledger.Log;

/// <summary>An Ed25519 key (RFC 8032), decoded to a curve point once.</summary>
/// <remarks>
/// libsodium verifies where native code runs, BouncyCastle elsewhere. What is a key is told by BouncyCastle alone, for governance
/// on the ledger asks it. The libraries differ in two kinds of signatures, which the key's own holder alone can make: an R of
/// small order, and an R with a part of small order, which libsodium refuses and BouncyCastle takes (it multiplies by the cofactor).
/// Both are refused here for both, so that nobody can hand a browser evidence that a court's program refuses.
/// </remarks>
internal sealed class Ed25519PublicKey
{
    public const int Size = 32;
    public const int SignatureSize = 64;

    /// <summary>y of the points of small order as they stand in a signature, the sign of x left out: 0, 1, −1 and two more.</summary>
    private static readonly byte[][] SmallOrder =
    [
        Convert.FromHexString("0000000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("0100000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        Convert.FromHexString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        Convert.FromHexString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    ];

    private readonly Ed25519PublicKeyParameters parameters;
    private readonly PublicKey? native;

    private Ed25519PublicKey(Ed25519PublicKeyParameters parameters, PublicKey? native) => (this.parameters, this.native) = (parameters, native);

    /// <summary>Null unless the bytes are a point of the prime-order group: a key of small order would let anyone sign.</summary>
    /// <param name="publicKey">The bytes.</param>
    /// <param name="useNative">False: as where no native code runs.</param>
    public static Ed25519PublicKey? Import(ReadOnlySpan<byte> publicKey, bool useNative = true)
    {
        var bytes = publicKey.ToArray();
        if (bytes.Length != Size || !Ed25519.ValidatePublicKeyFull(bytes, 0))
            return null;

        var native = useNative && Ed25519Library.IsNative ? Ed25519Library.Import(bytes) : null;
        return new Ed25519PublicKey(new Ed25519PublicKeyParameters(bytes), native);
    }

    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureSize || HasSmallOrder(signature[..Size]))
            return false;

        return native is not null
            ? Ed25519Library.Verify(native, message, signature)
            : Ed25519.ValidatePublicKeyFull(signature[..Size].ToArray(), 0)
                && parameters.Verify(Ed25519.Algorithm.Ed25519, null, message.ToArray(), 0, message.Length, signature.ToArray(), 0);
    }

    private static bool HasSmallOrder(ReadOnlySpan<byte> point)
    {
        foreach (var small in SmallOrder)
        {
            if (point[..^1].SequenceEqual(small.AsSpan(0, Size - 1)) && (point[^1] & 0x7f) == small[^1])
                return true;
        }

        return false;
    }
}
