using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Log.Tests;

public sealed class EnvelopeTests : IDisposable
{
    private static readonly BigInteger Order = BigInteger.Parse(
        "0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
        System.Globalization.NumberStyles.HexNumber,
        System.Globalization.CultureInfo.InvariantCulture);

    private readonly TestEnvelopes envelopes = new();

    public void Dispose() => envelopes.Dispose();

    [Fact]
    public void A_signed_envelope_verifies_by_the_published_rule()
    {
        var envelope = envelopes.Signer.Sign(TestEnvelopes.Payload());
        var spki = envelopes.PrivateKey.ExportSubjectPublicKeyInfo();
        Assert.Equal(SHA256.HashData(spki)[..16], envelope.KeyId.ToByteArray());
        Assert.Equal(64, envelope.Signature.Length);
        byte[] message = [.. Encoding.ASCII.GetBytes("ledger.v1.Envelope\n"), .. envelope.Payload.Span];
        Assert.True(envelopes.PrivateKey.VerifyData(message, envelope.Signature.ToByteArray(), HashAlgorithmName.SHA256));
        Assert.True(EnvelopeVerifier.Verify(envelope, envelopes.Key));
    }

    [Fact]
    public void Every_signature_made_has_a_low_s_and_its_high_twin_is_refused()
    {
        for (ulong i = 0; i < 50; i++)
        {
            var envelope = envelopes.Signer.Sign(TestEnvelopes.Payload(sequence: i));
            Assert.True(EcdsaSignature.HasLowS(envelope.Signature.Span));
            var s = new BigInteger(envelope.Signature.Span[32..], isUnsigned: true, isBigEndian: true);
            Assert.True(s <= Order / 2);

            var high = envelope.Signature.ToByteArray();
            var twin = (Order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
            high.AsSpan(32).Clear();
            twin.CopyTo(high, 64 - twin.Length);
            byte[] message = [.. Encoding.ASCII.GetBytes("ledger.v1.Envelope\n"), .. envelope.Payload.Span];
            Assert.True(envelopes.PrivateKey.VerifyData(message, high, HashAlgorithmName.SHA256));

            var forged = envelope.Clone();
            forged.Signature = ByteString.CopyFrom(high);
            Assert.False(EnvelopeVerifier.Verify(forged, envelopes.Key));

            EcdsaSignature.MakeLowS(high);
            Assert.Equal(envelope.Signature.ToByteArray(), high);
        }
    }

    [Fact]
    public void The_largest_low_s_is_half_the_order()
    {
        var signature = new byte[64];
        (Order / 2).ToByteArray(isUnsigned: true, isBigEndian: true).CopyTo(signature, 32);
        Assert.True(EcdsaSignature.HasLowS(signature));
        signature[63]++;
        Assert.False(EcdsaSignature.HasLowS(signature));
        Assert.False(EcdsaSignature.HasLowS(signature.AsSpan(0, 63)));
        Assert.Throws<ArgumentException>(() => EcdsaSignature.MakeLowS(new byte[65]));
    }

    [Fact]
    public void Another_byte_anywhere_in_an_envelope_is_refused()
    {
        var entry = EntryCodec.Encode(envelopes.Signer.Sign(TestEnvelopes.Payload()));
        Assert.True(Accepted(entry));
        foreach (var changed in Flip.EveryByte(entry))
            Assert.False(Accepted(changed), Convert.ToHexString(changed));
    }

    [Fact]
    public void Signatures_of_impossible_values_are_refused_not_thrown_at()
    {
        var envelope = envelopes.Signer.Sign(TestEnvelopes.Payload());
        var order = Order.ToByteArray(isUnsigned: true, isBigEndian: true);
        foreach (var signature in new byte[][] { [], new byte[63], new byte[64], new byte[65], [.. order, .. new byte[31], 1],
            [.. Enumerable.Repeat((byte)0xff, 64)], [.. new byte[31], 1, .. new byte[32]] })
        {
            var forged = envelope.Clone();
            forged.Signature = ByteString.CopyFrom(signature);
            Assert.False(EnvelopeVerifier.Verify(forged, envelopes.Key));
        }
    }

    [Fact]
    public void An_envelope_of_another_key_is_refused()
    {
        using var other = new TestEnvelopes();
        var envelope = other.Signer.Sign(TestEnvelopes.Payload());
        Assert.True(EnvelopeVerifier.Verify(envelope, other.Key));
        Assert.False(EnvelopeVerifier.Verify(envelope, envelopes.Key));
        envelope.KeyId = ByteString.CopyFrom(envelopes.Key.Id.Span);
        Assert.False(EnvelopeVerifier.Verify(envelope, envelopes.Key));
        Assert.False(EnvelopeVerifier.Verify(envelope, other.Key));
    }

    [Fact]
    public void A_signature_made_for_a_request_is_none_for_an_envelope()
    {
        var payload = Canonical.Encode(TestEnvelopes.Payload());
        var signer = new EcdsaSigner(envelopes.PrivateKey);
        var envelope = new Envelope
        {
            Payload = ByteString.CopyFrom(payload),
            KeyId = ByteString.CopyFrom(signer.KeyId().Span),
            Signature = ByteString.CopyFrom(signer.SignDigest(SHA256.HashData(payload))),
        };
        Assert.False(EnvelopeVerifier.Verify(envelope, envelopes.Key));
    }

    [Fact]
    public void A_payload_out_of_order_is_not_signed()
    {
        var noEvents = TestEnvelopes.Payload();
        noEvents.Events.Clear();
        var noNonce = TestEnvelopes.Payload();
        noNonce.Nonce = ByteString.Empty;
        var noOrigin = TestEnvelopes.Payload();
        noOrigin.Origin = "";
        var noType = TestEnvelopes.Payload();
        noType.Events[0].Type = "";
        Assert.Equal("payload.no-events", Assert.Throws<LogFormatException>(() => envelopes.Signer.Sign(noEvents)).Fault.Code);
        Assert.Equal("entry.field-length", Assert.Throws<LogFormatException>(() => envelopes.Signer.Sign(noNonce)).Fault.Code);
        Assert.Equal("payload.origin", Assert.Throws<LogFormatException>(() => envelopes.Signer.Sign(noOrigin)).Fault.Code);
        Assert.Equal("payload.no-type", Assert.Throws<LogFormatException>(() => envelopes.Signer.Sign(noType)).Fault.Code);
        Assert.Equal("entry.too-large", Assert.Throws<LogFormatException>(() => envelopes.Signer.Sign(TestEnvelopes.Payload(bodyBytes: 66_000))).Fault.Code);
        byte[] otherEncoding = [.. Canonical.Encode(TestEnvelopes.Payload()), 0x78, 1];
        Assert.Equal("encoding.not-canonical", Assert.Throws<LogFormatException>(() => envelopes.Signer.Sign(otherEncoding)).Fault.Code);
    }

    [Fact]
    public void Keys_that_are_not_p256_in_their_one_form_are_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        var point = envelopes.PrivateKey.ExportParameters(false).Q;
        byte[] compressed =
        [
            .. Convert.FromHexString("3039301306072a8648ce3d020106082a8648ce3d030107032200"),
            (byte)(2 + (point.Y![31] & 1)),
            .. point.X!,
        ];
        byte[] trailing = [.. envelopes.PrivateKey.ExportSubjectPublicKeyInfo(), 0];
        foreach (var bad in new[] { p384.ExportSubjectPublicKeyInfo(), rsa.ExportSubjectPublicKeyInfo(), compressed, trailing, [], [1, 2, 3] })
            Assert.Equal("signer.bad-key", Assert.Throws<LogFormatException>(() => SignerKey.Import(bad)).Fault.Code);

        Assert.Throws<LogFormatException>(() => new EnvelopeSigner(p384));
    }

    [Fact]
    public void The_key_of_a_certificate_is_the_key_that_signs()
    {
        var request = new CertificateRequest("CN=Registration", envelopes.PrivateKey, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        using var key = SignerKey.FromCertificate(certificate);
        Assert.Equal(envelopes.Key.Id.ToArray(), key.Id.ToArray());
        Assert.True(EnvelopeVerifier.Verify(envelopes.Signer.Sign(TestEnvelopes.Payload()), key));
    }

    [Fact]
    public async Task One_key_verifies_on_many_threads_at_once()
    {
        var signed = Enumerable.Range(0, 100).Select(i => envelopes.Signer.Sign(TestEnvelopes.Payload(sequence: (ulong)i))).ToList();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => signed.TrueForAll(e => EnvelopeVerifier.Verify(e, envelopes.Key)))));
        Assert.All(results, Assert.True);
    }

    private bool Accepted(byte[] bytes) =>
        EntryCodec.TryParse(bytes, out var entry, out _)
        && entry.EntryCase == LogEntry.EntryOneofCase.Envelope
        && EnvelopeVerifier.Verify(entry.Envelope, envelopes.Key)
        && EntryCodec.TryParsePayload(entry.Envelope, out _, out _);
}
