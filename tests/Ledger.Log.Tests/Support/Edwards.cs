using System.Numerics;
using System.Security.Cryptography;

namespace Ledger.Log.Tests;

/// <summary>The curve of Ed25519 by the formulas of RFC 8032 section 5.1, slow and plain: makes the signatures that no library makes.</summary>
internal sealed record Edwards(BigInteger X, BigInteger Y)
{
    public static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;
    public static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", null);
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));

    public static Edwards Neutral { get; } = new(0, 1);

    public static Edwards Base { get; } = FromY(Mod(4 * Inverse(5)), isOdd: false)!;

    /// <summary>The eight points of small order, the neutral one first.</summary>
    public static IReadOnlyList<Edwards> SmallOrder { get; } = FindSmallOrder();

    public static Edwards operator +(Edwards a, Edwards b)
    {
        var product = Mod(D * a.X * b.X * a.Y * b.Y);
        return new(Mod(((a.X * b.Y) + (b.X * a.Y)) * Inverse(1 + product)), Mod(((a.Y * b.Y) + (a.X * b.X)) * Inverse(1 - product)));
    }

    public static Edwards operator *(BigInteger factor, Edwards point)
    {
        var (sum, doubled) = (Neutral, point);
        for (var rest = factor; rest > 0; rest >>= 1)
        {
            if (!rest.IsEven)
                sum += doubled;

            doubled += doubled;
        }

        return sum;
    }

    /// <summary>A point by its y; null when there is none.</summary>
    public static Edwards? FromY(BigInteger y, bool isOdd)
    {
        var square = Mod(((y * y) - 1) * Inverse((D * y * y) + 1));
        var x = BigInteger.ModPow(square, (Prime + 3) / 8, Prime);
        if (Mod(x * x) != square)
            x = Mod(x * BigInteger.ModPow(2, (Prime - 1) / 4, Prime));

        return Mod(x * x) != square ? null : new(x.IsEven == isOdd ? Mod(-x) : x, y);
    }

    public byte[] Encode()
    {
        var bytes = Little(Y);
        bytes[31] |= (byte)(X.IsEven ? 0 : 0x80);
        return bytes;
    }

    /// <summary>The 32 bytes of a number, little-endian.</summary>
    public static byte[] Little(BigInteger number)
    {
        var bytes = new byte[32];
        return number.TryWriteBytes(bytes, out _, isUnsigned: true) ? bytes : throw new ArgumentOutOfRangeException(nameof(number));
    }

    /// <summary>The secret number of a seed.</summary>
    public static BigInteger Secret(byte[] seed)
    {
        var bytes = SHA512.HashData(seed)[..32];
        bytes[0] &= 0xf8;
        bytes[31] = (byte)((bytes[31] & 0x7f) | 0x40);
        return new(bytes, isUnsigned: true);
    }

    /// <summary>A signature that a key's holder makes with an R of his own choice: R = r·B + T for some T of small order.</summary>
    public static byte[] Sign(byte[] seed, byte[] message, BigInteger r, Edwards small)
    {
        var secret = Secret(seed);
        var commitment = ((r * Base) + small).Encode();
        var challenge = new BigInteger(SHA512.HashData([.. commitment, .. (secret * Base).Encode(), .. message]), isUnsigned: true);
        return [.. commitment, .. Little((r + (challenge * secret)) % Order)];
    }

    private static Edwards[] FindSmallOrder()
    {
        // A point times the prime order has a small one; of those of order eight every other is a multiple.
        for (BigInteger y = 2; ; y++)
        {
            if (FromY(y, isOdd: false) is { } point && Order * point is var small && 4 * small != Neutral)
                return [.. Enumerable.Range(0, 8).Select(i => i * small)];
        }
    }

    private static BigInteger Inverse(BigInteger number) => BigInteger.ModPow(Mod(number), Prime - 2, Prime);

    private static BigInteger Mod(BigInteger number) => ((number % Prime) + Prime) % Prime;
}
