using System.Numerics;
using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Ledger.Log.Tests;

/// <summary>Ed25519 by libsodium beside BouncyCastle's, which a browser runs and which old ledgers were signed with.</summary>
public sealed class Ed25519Tests
{
    private static readonly byte[] Seed = SHA256.HashData("one"u8);

    [Fact]
    public void Libsodium_runs_here() => Assert.True(Ed25519Library.IsNative);

    [Fact]
    public void Both_libraries_make_one_key_and_one_signature_of_a_seed()
    {
        for (var i = 0; i < 100; i++)
        {
            var seed = RandomNumberGenerator.GetBytes(32);
            var message = RandomNumberGenerator.GetBytes(i * 7);
            var (native, managed) = (new Ed25519Signer(seed), new Ed25519Signer(seed, useNative: false));

            Assert.Equal(managed.PublicKey.ToArray(), native.PublicKey.ToArray());
            Assert.Equal(managed.Sign(message), native.Sign(message));
        }
    }

    [Fact]
    public void Both_libraries_judge_every_changed_bit_alike()
    {
        for (var i = 0; i < 3; i++)
        {
            var seed = RandomNumberGenerator.GetBytes(32);
            var message = RandomNumberGenerator.GetBytes(100 * i);
            var signature = new Ed25519Signer(seed).Sign(message);
            var keys = Keys(seed);

            Assert.True(Judge(keys, message, signature));
            for (var bit = 0; bit < 8 * signature.Length; bit++)
                Assert.False(Judge(keys, message, Flipped(signature, bit)), $"bit {bit} of {Convert.ToHexStringLower(signature)}");

            for (var bit = 0; bit < 8 * message.Length; bit += 13)
                Assert.False(Judge(keys, Flipped(message, bit), signature));

            Assert.False(Judge(keys, message, signature.AsSpan(0, 63)));
            Assert.False(Judge(keys, message, [.. signature, 0]));
        }
    }

    [Fact]
    public void A_second_spelling_of_s_is_refused()
    {
        var signature = new Ed25519Signer(Seed).Sign("message"u8);
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true);
        for (var other = s + Edwards.Order; other < BigInteger.Pow(2, 256); other += Edwards.Order)
            Assert.False(Judge(Keys(Seed), "message"u8, [.. signature[..32], .. Edwards.Little(other)]), $"s = {other}");
    }

    [Fact]
    public void A_signature_whose_r_is_of_small_order_is_refused_whatever_the_library_says()
    {
        foreach (var small in Edwards.SmallOrder)
        {
            var signature = Edwards.Sign(Seed, [1], 0, small);

            Assert.True(ByReference(Seed, [1], signature));
            Assert.False(Judge(Keys(Seed), [1], signature));
        }
    }

    [Fact]
    public void A_second_spelling_of_an_r_is_refused()
    {
        foreach (var y in Enumerable.Range(0, 19).Select(y => Edwards.Prime + y))
        {
            foreach (var sign in new byte[] { 0, 0x80 })
            {
                var r = Edwards.Little(y);
                r[31] |= sign;
                var secret = Edwards.Secret(Seed);
                var challenge = new BigInteger(SHA512.HashData([.. r, .. (secret * Edwards.Base).Encode(), 1]), isUnsigned: true);

                // What verifies if r is read as the neutral point, and is as good as any other otherwise.
                Assert.False(Judge(Keys(Seed), [1], [.. r, .. Edwards.Little(challenge * secret % Edwards.Order)]), $"y = p + {y - Edwards.Prime}");
            }
        }
    }

    [Fact]
    public void A_signature_whose_r_has_a_part_of_small_order_is_refused_by_both_libraries()
    {
        // The key's own holder alone can make one. BouncyCastle by itself multiplies by the cofactor and takes it.
        var keys = Keys(Seed);
        for (var i = 1; i <= 7; i++)
            Assert.False(Judge(keys, [1], Edwards.Sign(Seed, [1], 1000 + i, Edwards.SmallOrder[i])));

        Assert.True(Judge(keys, [1], Edwards.Sign(Seed, [1], 1000, Edwards.Neutral)));
    }

    [Fact]
    public void A_key_that_is_no_point_of_the_prime_order_group_in_its_one_spelling_is_none()
    {
        var key = Edwards.Secret(Seed) * Edwards.Base;
        Assert.NotNull(Ed25519PublicKey.Import(key.Encode()));
        Assert.Equal(new Ed25519Signer(Seed).PublicKey.ToArray(), key.Encode());
        foreach (var small in Edwards.SmallOrder)
        {
            Assert.Null(Ed25519PublicKey.Import(small.Encode()));
            if (small != Edwards.Neutral)
                Assert.Null(Ed25519PublicKey.Import((key + small).Encode()));
        }

        for (var y = Edwards.Prime; y < BigInteger.Pow(2, 255); y++)
            Assert.Null(Ed25519PublicKey.Import(Edwards.Little(y)));
    }

    private static (Ed25519PublicKey Native, Ed25519PublicKey Managed) Keys(byte[] seed)
    {
        var key = new Ed25519Signer(seed).PublicKey.Span;
        return (Ed25519PublicKey.Import(key)!, Ed25519PublicKey.Import(key, useNative: false)!);
    }

    private static bool Judge((Ed25519PublicKey Native, Ed25519PublicKey Managed) keys, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        var verdict = keys.Native.Verify(message, signature);
        Assert.Equal(keys.Managed.Verify(message, signature), verdict);
        return verdict;
    }

    private static bool ByReference(byte[] seed, byte[] message, byte[] signature) =>
        Ed25519.Verify(signature, 0, new Ed25519Signer(seed).PublicKey.ToArray(), 0, message, 0, message.Length);

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        var copy = (byte[])bytes.Clone();
        copy[bit / 8] ^= (byte)(1 << (bit % 8));
        return copy;
    }
}
