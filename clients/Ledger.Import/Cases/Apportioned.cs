using System.Numerics;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>An amount in parts: what the file states once for all units, or what is owed by several sellers together.</summary>
internal static class Apportioned
{
    /// <summary>Parts in proportion to weights, to the fen; what rounding leaves goes to the first.</summary>
    /// <param name="fen">The amount.</param>
    /// <param name="weights">At least one; all 0 = equal parts.</param>
    public static IReadOnlyList<ulong> By(ulong fen, IReadOnlyList<ulong> weights)
    {
        var sum = weights.Aggregate(UInt128.Zero, static (sum, weight) => sum + weight);
        List<ulong> parts = sum == 0
            ? [.. weights.Select(_ => fen / (ulong)weights.Count)]
            : [.. weights.Select(weight => (ulong)(fen * (UInt128)weight / sum))];
        parts[0] += fen - parts.Aggregate(0UL, static (sum, part) => sum + part);
        return parts;
    }

    /// <summary>Parts in proportion to shares, to the fen; what rounding leaves goes to the first.</summary>
    /// <param name="fen">The amount.</param>
    /// <param name="shares">At least one.</param>
    /// <param name="whole">What the shares add up to.</param>
    public static IReadOnlyList<ulong> By(ulong fen, IReadOnlyList<Share> shares, Share whole)
    {
        // Denominators of several rows multiply to more than 128 bits.
        List<ulong> parts = [.. shares.Select(share =>
            (ulong)(fen * (BigInteger)share.Numerator * whole.Denominator / ((BigInteger)share.Denominator * whole.Numerator)))];
        parts[0] += fen - parts.Aggregate(0UL, static (sum, part) => sum + part);
        return parts;
    }
}
