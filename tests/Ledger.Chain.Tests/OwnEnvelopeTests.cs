using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain.Tests;

/// <summary>An envelope that this process signed counts as verified: for the key that signed it, those very bytes, and nothing else.</summary>
public sealed class OwnEnvelopeTests : IDisposable
{
    private readonly TestLedger ledger = new();
    private readonly ECDsa privateKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        privateKey.Dispose();
        ledger.Dispose();
    }

    [Fact]
    public void What_was_signed_here_is_found_decoded_and_verified_under_its_bytes()
    {
        var signed = new EnvelopeSigner(privateKey).SignEntry(Payload());
        ledger.Envelopes.Add(signed);

        Assert.True(ledger.Envelopes.TryGet(signed.Bytes.Span, out var decoded, out _));

        Assert.True(decoded.IsVerified);
        Assert.Same(signed.Envelope, decoded.Envelope);
        Assert.Equal(signed.Envelope.ToByteArray(), signed.Bytes.ToArray());
        Assert.Equal(EntryCodec.Encode(signed.Envelope), decoded.Entry);
        Assert.Equal(MerkleHash.Leaf(decoded.Entry), decoded.LeafHash);
        Assert.Equal(DecodedEnvelope.LeafHashOf(signed.Bytes.Span), decoded.LeafHash);
        Assert.Equal(EntryCodec.TryParsePayload(signed.Envelope, out var payload, out _) ? payload : null, decoded.Payload);
    }

    [Fact]
    public void For_another_key_it_is_verified_like_any_other_envelope()
    {
        var signed = new EnvelopeSigner(privateKey).SignEntry(Payload());
        ledger.Envelopes.Add(signed);
        Assert.True(ledger.Envelopes.TryGet(signed.Bytes.Span, out var decoded, out _));
        using var key = SignerKey.Import(privateKey.ExportSubjectPublicKeyInfo());
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var otherKey = SignerKey.Import(other.ExportSubjectPublicKeyInfo());

        Assert.True(decoded.VerifySignature(key));
        Assert.False(decoded.VerifySignature(otherKey));
        Assert.True(decoded.VerifySignature(key));
        Assert.False(ledger.Envelopes.Verify(decoded.LeafHash, decoded.Envelope, otherKey));
    }

    [Fact]
    public void A_changed_byte_is_another_envelope()
    {
        var signed = new EnvelopeSigner(privateKey).SignEntry(Payload());
        ledger.Envelopes.Add(signed);
        using var key = SignerKey.Import(privateKey.ExportSubjectPublicKeyInfo());
        var changed = signed.Bytes.ToArray();
        changed[^1] ^= 1;

        Assert.True(ledger.Envelopes.TryGet(changed, out var decoded, out _));

        Assert.False(decoded.IsVerified);
        Assert.False(decoded.VerifySignature(key));
    }

    [Fact]
    public void What_a_token_signed_is_verified_before_it_counts()
    {
        using var key = SignerKey.Import(privateKey.ExportSubjectPublicKeyInfo());
        foreach (var isRight in new[] { true, false })
        {
            var signed = new EnvelopeSigner(new Token(new EcdsaSigner(privateKey), isRight)).SignEntry(Payload());
            ledger.Envelopes.Add(signed);

            Assert.True(ledger.Envelopes.TryGet(signed.Bytes.Span, out var decoded, out _));

            Assert.False(decoded.IsVerified);
            Assert.Equal(isRight, decoded.VerifySignature(key));
        }
    }

    [Fact]
    public void What_cannot_stand_on_the_ledger_is_not_signed()
    {
        var signer = new EnvelopeSigner(privateKey);
        var (noEvents, shortNonce, large) = (Payload(), Payload(), Payload());
        noEvents.Events.Clear();
        shortNonce.Nonce = ByteString.CopyFrom(new byte[15]);
        large.Events[0].Body = ByteString.CopyFrom(new byte[EntryCodec.MaxBytes]);

        Assert.Equal("payload.no-events", Assert.Throws<LogFormatException>(() => signer.SignEntry(noEvents)).Fault.Code);
        Assert.Equal("entry.field-length", Assert.Throws<LogFormatException>(() => signer.SignEntry(shortNonce)).Fault.Code);
        Assert.Equal("entry.too-large", Assert.Throws<LogFormatException>(() => signer.SignEntry(large)).Fault.Code);
    }

    private Payload Payload() => ledger.PayloadOf(TestContract.PutEvent("unit/1", "a"));

    /// <summary>Stands for a key kept elsewhere, which may be wrong.</summary>
    private sealed class Token(EcdsaSigner inner, bool isRight) : ISigningKey
    {
        public SigningAlgorithm Algorithm => inner.Algorithm;

        public ReadOnlyMemory<byte> PublicKey => inner.PublicKey;

        public byte[] Sign(ReadOnlySpan<byte> bytes)
        {
            var signature = inner.Sign(bytes);
            if (!isRight)
                signature[5] ^= 1;

            return signature;
        }
    }
}
