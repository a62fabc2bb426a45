using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// An Ed25519 key (RFC 8032), verified just as Fabric's language does: without the cofactor, the key read even if its
/// coordinate is not reduced, the first half of the signature compared as bytes. Libraries differ in these corners, and whoever
/// makes a signature there chooses who takes it; so this is done by hand, at a price that a rare kind of key may have.
/// </summary>
internal sealed class Ed25519MemberKey(byte[] encoded) : MemberKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Size = 32;

    private static readonly BigInteger Prime = (BigInteger.One << 255) - 19;
    private static readonly BigInteger Order = (BigInteger.One << 252)
        + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);
    private static readonly BigInteger D = Reduce(-121665 * Invert(121666));
    private static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (Prime - 1) / 4, Prime);
    private static readonly Point Base = Point.Read(Convert.FromHexString("5866666666666666666666666666666666666666666666666666666666666666"))!.Value;

    private static ReadOnlySpan<byte> Algorithm => [0x06, 0x03, 0x2B, 0x65, 0x70];

    public override string Kind => "Ed25519";

    public override bool VerifyMember(HashAlgorithmName hash,
        ReadOnlySpan<byte> signature, ReadOnlySpan<byte> part1, ReadOnlySpan<byte> part2, ReadOnlySpan<byte> part3)
    {
        if (signature.Length != 2 * Size || Number(signature[Size..]) is var s && s >= Order || Point.Read(encoded) is not { } key)
            return false;

        using var hasher = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hasher.AppendData(signature[..Size]);
        hasher.AppendData(encoded);
        hasher.AppendData(part1);
        hasher.AppendData(part2);
        hasher.AppendData(part3);
        var k = Number(hasher.GetHashAndReset()) % Order;
        return Base.Times(s).Plus(key.Negated().Times(k)).Encode().AsSpan().SequenceEqual(signature[..Size]);
    }

    public override bool VerifyIssued(ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> data) =>
        algorithm.SequenceEqual(Algorithm) && VerifyMember(default, signature, data, default, default);

    private static BigInteger Number(ReadOnlySpan<byte> littleEndian) => new(littleEndian, isUnsigned: true);

    private static BigInteger Reduce(BigInteger value) => value % Prime is { Sign: < 0 } negative ? negative + Prime : value % Prime;

    private static BigInteger Invert(BigInteger value) => BigInteger.ModPow(value, Prime - 2, Prime);

    /// <summary>A point of the curve in extended coordinates.</summary>
    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T)
    {
        private static Point Neutral => new(0, 1, 1, 0);

        public static Point? Read(ReadOnlySpan<byte> encoded)
        {
            Span<byte> bytes = stackalloc byte[Size];
            encoded.CopyTo(bytes);
            var odd = bytes[^1] >> 7 == 1;
            bytes[^1] &= 0x7F;
            var y = Reduce(Number(bytes));
            var u = Reduce((y * y) - 1);
            var v = Reduce((D * y % Prime * y) + 1);
            var square = u * Invert(v) % Prime;
            var x = BigInteger.ModPow(square, (Prime + 3) / 8, Prime);
            if (x * x % Prime != square)
            {
                x = x * RootOfMinusOne % Prime;
                if (x * x % Prime != square)
                    return null;
            }

            if (!x.IsEven != odd)
                x = Reduce(-x);

            return new Point(x, y, 1, x * y % Prime);
        }

        public Point Negated() => new(Reduce(-X), Y, Z, Reduce(-T));

        public Point Plus(Point other)
        {
            var a = Reduce((Y - X) * (other.Y - other.X));
            var b = (Y + X) * (other.Y + other.X) % Prime;
            var c = 2 * T * other.T % Prime * D % Prime;
            var d = 2 * Z * other.Z % Prime;
            var (e, f, g, h) = (b - a, d - c, d + c, b + a);
            return new Point(Reduce(e * f), Reduce(g * h), Reduce(f * g), Reduce(e * h));
        }

        public Point Times(BigInteger factor)
        {
            var sum = Neutral;
            for (var i = (int)factor.GetBitLength() - 1; i >= 0; i--)
            {
                sum = sum.Plus(sum);
                if (!(factor >> i).IsEven)
                    sum = sum.Plus(this);
            }

            return sum;
        }

        public byte[] Encode()
        {
            var inverse = Invert(Z);
            var (x, y) = (X * inverse % Prime, Y * inverse % Prime);
            var bytes = new byte[Size];
            y.TryWriteBytes(bytes, out _, isUnsigned: true);
            bytes[^1] |= (byte)(x.IsEven ? 0 : 0x80);
            return bytes;
        }
    }
}
