using System.Security.Cryptography;

namespace Ledger.Log.Tests;

public sealed class Sha256Tests
{
    [Fact]
    public void Every_length_in_one_part_or_two_has_the_hash_that_the_platform_gives()
    {
        var bytes = RandomNumberGenerator.GetBytes(2200);
        Span<byte> hash = stackalloc byte[Sha256.Size];
        for (var length = 0; length <= bytes.Length; length++)
        {
            var message = bytes.AsSpan(0, length);
            var expected = SHA256.HashData(message);

            Assert.Equal(expected, Sha256.Hash(message));
            Sha256.Hash(message[..(length * 2 / 3)], message[(length * 2 / 3)..], hash);
            Assert.Equal(expected, hash.ToArray());
        }
    }

    [Fact]
    public void A_hash_may_be_written_over_its_message()
    {
        var bytes = RandomNumberGenerator.GetBytes(64);
        var expected = SHA256.HashData(bytes);

        Sha256.Hash(bytes, bytes.AsSpan(0, 32));

        Assert.Equal(expected, bytes[..32]);
    }

    [Fact]
    public void A_destination_that_is_too_short_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => Sha256.Hash([1], new byte[31]));
        Assert.ThrowsAny<ArgumentException>(() => Sha256.Hash([1], [2], new byte[31]));
    }
}
