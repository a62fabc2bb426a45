using System.Numerics;

namespace Ledger.Facts.Tests;

public class ShareTests
{
    private const ulong LargestDenominatorSeen = 5_919_380_256;

    [Theory]
    [InlineData("1/2", "1/2")]
    [InlineData("2/4", "1/2")]
    [InlineData("50%", "1/2")]
    [InlineData("0.5", "1/2")]
    [InlineData("33.33%", "3333/10000")]
    [InlineData("1", "1/1")]
    [InlineData("100%", "1/1")]
    [InlineData("1/1", "1/1")]
    [InlineData("0.125", "1/8")]
    [InlineData("12/5919380256", "1/493281688")]
    [InlineData("18446744073709551615/18446744073709551615", "1/1")]
    public void Fractions_percents_and_decimals_are_read_exactly(string text, string reduced)
        => Assert.Equal(reduced, Share.Parse(text).ToString());

    [Theory]
    [InlineData("1/0")]
    [InlineData("0/5")]
    [InlineData("0")]
    [InlineData("3/2")]
    [InlineData("101%")]
    [InlineData("-1/2")]
    [InlineData("1/-2")]
    [InlineData("1//2")]
    [InlineData("1/2/3")]
    [InlineData("1 /2")]
    [InlineData("１/2")]
    [InlineData("18446744073709551616/18446744073709551617")]
    [InlineData("0.0000000000000000001")]
    [InlineData("/")]
    [InlineData("%")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_shares_are_refused(string? text)
    {
        Assert.False(Share.TryParse(text, out var share, out var error));
        Assert.Equal(Share.Zero, share);
        Assert.Equal(Share.Name, error.Subject);
    }

    [Theory]
    [InlineData(1UL, 2UL, true)]
    [InlineData(1UL, 1UL, true)]
    [InlineData(2UL, 4UL, false)]
    [InlineData(0UL, 1UL, false)]
    [InlineData(1UL, 0UL, false)]
    [InlineData(0UL, 0UL, false)]
    [InlineData(3UL, 2UL, false)]
    public void On_the_ledger_a_share_has_one_spelling(ulong numerator, ulong denominator, bool accepted)
        => Assert.Equal(accepted, Share.TryReadOwned(numerator, denominator, out _, out _));

    [Fact]
    public void Arithmetic_is_exact_or_refused()
    {
        var random = new Random(11);
        var refused = 0;
        for (var i = 0; i < 30_000; i++)
        {
            var (a, b) = (Any(random), Any(random));
            refused += Agrees(a.TryAdd(b, out var sum), sum, (Big(a).N * Big(b).D) + (Big(b).N * Big(a).D), Big(a).D * Big(b).D) ? 0 : 1;
            refused += Agrees(a.TryMultiply(b, out var product), product, Big(a).N * Big(b).N, Big(a).D * Big(b).D) ? 0 : 1;
            var difference = (Big(a).N * Big(b).D) - (Big(b).N * Big(a).D);
            if (difference.Sign >= 0)
            {
                Agrees(a.TrySubtract(b, out var less), less, difference, Big(a).D * Big(b).D);
            }
            else
            {
                Assert.False(a.TrySubtract(b, out _));
            }

            Assert.Equal(difference.Sign, Math.Sign(a.CompareTo(b)));
        }

        Assert.InRange(refused, 1, 59_999);
    }

    [Fact]
    public void Addition_is_associative_and_commutative_where_it_fits()
    {
        var random = new Random(13);
        var compared = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b, c) = (Any(random), Any(random), Any(random));
            if (a.TryAdd(b, out var ab) && ab.TryAdd(c, out var left) && b.TryAdd(c, out var bc) && a.TryAdd(bc, out var right))
            {
                Assert.Equal(left, right);
                Assert.Equal(ab, b + a);
                Assert.Equal(a, ab - b);
                Assert.True(Share.TrySum([c, a, b], out var sum));
                Assert.Equal(left, sum);
                compared++;
            }
        }

        Assert.True(compared > 1_000);
    }

    [Fact]
    public void The_largest_denominators_seen_add_and_compare()
    {
        var tiny = Share.Of(1, LargestDenominatorSeen);
        Assert.Equal(Share.Of(1, LargestDenominatorSeen / 2), tiny + tiny);
        Assert.Equal(Share.One, Share.Of(LargestDenominatorSeen - 1, LargestDenominatorSeen) + tiny);
        Assert.True(Share.Of(1, LargestDenominatorSeen + 1) < tiny);
        var almostSquare = Share.Of(1, LargestDenominatorSeen / 2) * Share.Of(1, LargestDenominatorSeen - 1);
        Assert.Equal((LargestDenominatorSeen / 2) * (LargestDenominatorSeen - 1), almostSquare.Denominator);
        Assert.Throws<OverflowException>(() => tiny * tiny);
        Assert.Throws<OverflowException>(() => tiny + Share.Of(1, LargestDenominatorSeen + 1));
    }

    [Fact]
    public void Overflow_never_wraps()
    {
        var most = Share.Of(ulong.MaxValue, 1);
        Assert.Throws<OverflowException>(() => most + Share.One);
        Assert.Throws<OverflowException>(() => most + most);
        Assert.Throws<OverflowException>(() => most * Share.Of(2, 1));
        Assert.Throws<OverflowException>(() => Share.Of(ulong.MaxValue, ulong.MaxValue - 1) + Share.Of(ulong.MaxValue - 1, ulong.MaxValue - 2));
        Assert.Equal(0, Share.Of(ulong.MaxValue, ulong.MaxValue - 1).CompareTo(Share.Of(ulong.MaxValue, ulong.MaxValue - 1)));
        Assert.Equal(Share.One, Share.Of(1, ulong.MaxValue) + Share.Of(ulong.MaxValue - 1, ulong.MaxValue));
        Assert.Throws<OverflowException>(() => Share.Zero - Share.One);
    }

    [Fact]
    public void A_sum_may_pass_through_what_does_not_fit()
    {
        Share[] primes = [Share.Of(1, 4294967291), Share.Of(1, 4294967279), Share.Of(1, 4294967231)];
        Share[] complements = [Share.Of(4294967290, 4294967291), Share.Of(4294967278, 4294967279), Share.Of(4294967230, 4294967231)];
        Assert.True(Share.TrySum([.. primes, .. complements], out var sum));
        Assert.Equal(Share.Of(3, 1), sum);
        Assert.False(Share.TrySum(primes, out _));
        Assert.True(Share.TrySum([], out var none));
        Assert.Equal(Share.Zero, none);
    }

    [Fact]
    public void Three_thirds_are_the_whole_and_two_reach_two_thirds()
    {
        var third = Share.Parse("1/3");
        Assert.Equal(Share.One, third + third + third);
        Assert.True(third + third >= Share.Parse("2/3"));
        Assert.False(Share.Parse("33.33%") + Share.Parse("33.33%") >= Share.Parse("2/3"));
    }

    private static Share Any(Random random)
    {
        var bits = random.Next(1, 65);
        var denominator = Math.Max(1, (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits));
        var numerator = random.Next(4) == 0 ? (ulong)random.Next(0, 5) : (ulong)random.NextInt64(long.MinValue, long.MaxValue) % denominator;
        return Share.Of(numerator, denominator);
    }

    private static (BigInteger N, BigInteger D) Big(Share share) => (share.Numerator, share.Denominator);

    private static bool Agrees(bool given, Share result, BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        var fits = numerator / divisor <= ulong.MaxValue && denominator / divisor <= ulong.MaxValue;
        Assert.Equal(fits, given);
        if (fits)
        {
            Assert.Equal(numerator / divisor, result.Numerator);
            Assert.Equal(denominator / divisor, result.Denominator);
        }

        return fits;
    }
}
