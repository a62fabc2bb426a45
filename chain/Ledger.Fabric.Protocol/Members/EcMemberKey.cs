using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Ledger.Fabric.Protocol;

/// <summary>An EC key on P-224, P-256, P-384 or P-521.</summary>
internal sealed class EcMemberKey : MemberKey
{
    private static readonly Dictionary<string, EcCurve> Curves = new(StringComparer.Ordinal)
    {
        ["2b81040021"] = new("P-224", "1.3.132.0.33", 28, "ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d"),
        ["2a8648ce3d030107"] = new("P-256", "1.2.840.10045.3.1.7", 32, "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
        ["2b81040022"] = new("P-384", "1.3.132.0.34", 48, "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"),
        ["2b81040023"] = new(
            "P-521",
            "1.3.132.0.35",
            66,
            "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409"),
    };

    private readonly ECDsa key;
    private readonly EcCurve curve;

    private EcMemberKey(ECDsa key, EcCurve curve)
    {
        this.key = key;
        this.curve = curve;
    }

    public override string Kind => curve.Name;

    /// <summary>Order of the curve's group.</summary>
    public BigInteger Order => curve.Order;

    /// <exception cref="CryptographicException">It is no point of a curve known.</exception>
    public static EcMemberKey Read(string curveId, byte[] point)
    {
        if (!Curves.TryGetValue(curveId, out var curve))
            throw new CryptographicException("its curve is none of P-224, P-256, P-384 and P-521");

        if (point.Length != 1 + (2 * curve.Size) || point[0] != 4)
            throw new CryptographicException($"its key is no uncompressed point of {curve.Name}");

        return new EcMemberKey(
            ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.CreateFromValue(curve.Oid),
                Q = new ECPoint { X = point[1..(1 + curve.Size)], Y = point[(1 + curve.Size)..] },
            }),
            curve);
    }

    /// <summary>The two numbers of a signature as Fabric reads them: what stands behind them does not matter. Null if they cannot be read.</summary>
    public static (BigInteger R, BigInteger S)? Numbers(ReadOnlySpan<byte> signature)
    {
        try
        {
            var sequence = new DerReader(signature).Enter(DerReader.Sequence);
            return (new BigInteger(sequence.TakeInteger(), isBigEndian: true), new BigInteger(sequence.TakeInteger(), isBigEndian: true));
        }
        catch (System.Formats.Asn1.AsnContentException)
        {
            return null;
        }
    }

    public override bool VerifyMember(HashAlgorithmName hash,
        ReadOnlySpan<byte> signature, ReadOnlySpan<byte> part1, ReadOnlySpan<byte> part2, ReadOnlySpan<byte> part3) =>
        Numbers(signature) is var (r, s) && s <= curve.Order >> 1 && Verify(SignatureHash.Of(hash, part1, part2, part3), r, s);

    public override bool VerifyIssued(ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> data)
    {
        HashAlgorithmName? hash = Convert.ToHexStringLower(new DerReader(algorithm).Take(DerReader.ObjectIdentifier)) switch
        {
            "2a8648ce3d040302" => HashAlgorithmName.SHA256,
            "2a8648ce3d040303" => HashAlgorithmName.SHA384,
            "2a8648ce3d040304" => HashAlgorithmName.SHA512,
            _ => null,
        };
        return hash is { } name && Numbers(signature) is var (r, s) && Verify(SignatureHash.Of(name, data, default, default), r, s);
    }

    private bool Verify(ReadOnlySpan<byte> digest, BigInteger r, BigInteger s)
    {
        if (r.Sign <= 0 || s.Sign <= 0 || r >= curve.Order || s >= curve.Order)
            return false;

        Span<byte> numbers = stackalloc byte[2 * curve.Size];
        numbers.Clear();
        Write(r, numbers[..curve.Size]);
        Write(s, numbers[curve.Size..]);
        try
        {
            return key.VerifyHash(digest, numbers);
        }
        catch (CryptographicException)
        {
            // OpenSSL reports some impossible values of r and s as errors, not as failures.
            return false;
        }
    }

    private static void Write(BigInteger value, Span<byte> place) =>
        value.TryWriteBytes(place[(place.Length - value.GetByteCount(isUnsigned: true))..], out _, isUnsigned: true, isBigEndian: true);

    private sealed record EcCurve(string Name, string Oid, int Size, string OrderHex)
    {
        public BigInteger Order { get; } = BigInteger.Parse("0" + OrderHex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
