using System.Numerics;

namespace Ledger.Contracts.Tests;

/// <summary>A share in lowest terms, by school arithmetic.</summary>
internal readonly record struct Ratio
{
    /// <summary>A share.</summary>
    public Ratio(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        (Numerator, Denominator) = (numerator / divisor, denominator / divisor);
    }

    /// <summary>Nothing.</summary>
    public static Ratio Zero { get; } = new(0, 1);

    /// <summary>The whole.</summary>
    public static Ratio One { get; } = new(1, 1);

    /// <summary>Above the line.</summary>
    public BigInteger Numerator { get; }

    /// <summary>Below it.</summary>
    public BigInteger Denominator { get; }

    /// <summary>Sum.</summary>
    public static Ratio operator +(Ratio left, Ratio right)
        => new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>Difference.</summary>
    public static Ratio operator -(Ratio left, Ratio right)
        => new((left.Numerator * right.Denominator) - (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>The share that a message states; another where it states none.</summary>
    public static Ratio Of(V1.Share? share, Ratio otherwise) => share is null ? otherwise : new(share.Numerator, share.Denominator);

    /// <inheritdoc/>
    public override string ToString() => $"{Numerator}/{Denominator}";
}
