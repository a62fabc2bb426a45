using System.Numerics;
using System.Security.Cryptography;
using Ledger.V1;

namespace Ledger.Log.Tests;

/// <summary>Keys that are kept elsewhere sign through one port.</summary>
public sealed class SigningKeyTests
{
    private static readonly BigInteger Order = new(
        Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"), isUnsigned: true, isBigEndian: true);

    [Fact]
    public void A_token_that_gives_any_s_signs_envelopes_and_requests_that_verify()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = new Token(new EcdsaSigner(ecdsa));
        using var key = SignerKey.Import(token.PublicKey.Span);

        for (var i = 0; i < 16; i++)
        {
            var envelope = new EnvelopeSigner(token)
                .Sign(new Payload
                {
                    Origin = "ledger.test/one",
                    Sequence = (ulong)i,
                    Nonce = Google.Protobuf.ByteString.CopyFrom(new byte[16]),
                    TimeMs = 1,
                    Events = { new Event { Type = "a.B" } }
                });
            Assert.True(EnvelopeVerifier.Verify(envelope, key));
            Assert.Equal(key.Id.ToArray(), envelope.KeyId.ToByteArray());
            Assert.True(RequestSignature.Verify(key, "a", "/b", [1], RequestSignature.Sign(token, "a", "/b", [1])));
        }
    }

    [Fact]
    public void A_token_signs_the_notes_that_its_seed_would()
    {
        var seed = SHA256.HashData("seed"u8);
        var checkpoint = new Checkpoint("ledger.test/one", 7, new byte[32]);
        var token = new Token(new Ed25519Signer(seed));

        Assert.Equal(new LogSigner("ledger.test/one", seed).Sign(checkpoint).Line.ToString(),
            new LogSigner("ledger.test/one", token).Sign(checkpoint).Line.ToString());
        Assert.Equal(new Cosigner("one.test", seed).Key, new Cosigner("one.test", token).Key);
    }

    [Fact]
    public void A_key_of_another_kind_is_refused_by_name_of_the_kinds()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var note = Assert.Throws<ArgumentException>(() => new Cosigner("one.test", new EcdsaSigner(ecdsa)));
        var envelope = Assert.Throws<ArgumentException>(() => new EnvelopeSigner(new Ed25519Signer(new byte[32])));

        Assert.Contains("EcdsaP256; Ed25519 is wanted", note.Message, StringComparison.Ordinal);
        Assert.Contains("Ed25519; EcdsaP256 is wanted", envelope.Message, StringComparison.Ordinal);
    }

    /// <summary>Stands for a token: what it makes of ECDSA is now the one s, now the other.</summary>
    private sealed class Token(ISigningKey inner) : ISigningKey
    {
        private bool other;

        public SigningAlgorithm Algorithm => inner.Algorithm;

        public ReadOnlyMemory<byte> PublicKey => inner.PublicKey;

        public byte[] Sign(ReadOnlySpan<byte> bytes)
        {
            var signature = inner.Sign(bytes);
            if (Algorithm == SigningAlgorithm.EcdsaP256 && (other = !other))
            {
                var s = Order - new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
                signature.AsSpan(32).Clear();
                Assert.True(s.TryWriteBytes(signature.AsSpan(64 - s.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true));
            }

            return signature;
        }
    }
}
