using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>What Fabric's channel takes is read here too, and still nobody can move the end of an envelope.</summary>
public sealed class EnvelopeFormTests
{
    private static readonly byte[] Plain = new Envelope { Payload = ByteString.CopyFrom(1, 2, 3), Signature = ByteString.CopyFrom(4, 5) }.ToByteArray();

    [Theory]
    [InlineData("")]
    [InlineData("1A0100")]
    [InlineData("18818000")]
    [InlineData("1B23080124 1C")]
    [InlineData("250102030429 0102030405060708")]
    public void Fields_that_Fabric_does_not_know_are_no_fault(string unknown)
    {
        byte[] bytes = [.. Plain, .. Convert.FromHexString(unknown.Replace(" ", "", StringComparison.Ordinal))];

        Assert.Null(EnvelopeForm.Read(ByteString.CopyFrom(bytes), out var payload, out var signature));
        Assert.Equal([1, 2, 3], payload.ToByteArray());
        Assert.Equal([4, 5], signature.ToByteArray());
    }

    [Fact]
    public void Groups_nested_deeper_than_the_platforms_own_limit_are_no_fault()
    {
        byte[] bytes = [.. Plain, .. Enumerable.Repeat((byte)0x1B, 5_000), .. Enumerable.Repeat((byte)0x1C, 5_000)];

        Assert.Null(EnvelopeForm.Read(ByteString.CopyFrom(bytes), out _, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0A00")]
    [InlineData("12020405")]
    [InlineData("0A830001020312020405")]
    [InlineData("0A03010203120204050A0101")]
    [InlineData("0A0301020312020405120101")]
    [InlineData("0A03010203120204051A05")]
    [InlineData("0A03010203120204051B")]
    [InlineData("0A03010203120204051C")]
    [InlineData("0A030102")]
    public void Two_envelopes_run_together_or_cut_elsewhere_are_refused(string hex) =>
        Assert.NotNull(EnvelopeForm.Read(ByteString.FromBase64(Convert.ToBase64String(Convert.FromHexString(hex))), out _, out _));

    [Fact]
    public void A_signature_with_bytes_behind_its_integers_holds_as_on_the_channel_and_is_not_taken_to_be_sent()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var digest = SHA256.HashData("payload"u8);
        var signature = DerSignature.WithLowS(key.SignHash(digest, DSASignatureFormat.Rfc3279DerSequence));
        byte[] padded = [.. signature, 0];

        Assert.True(DerSignature.Verify(key, digest, signature));
        Assert.True(DerSignature.Verify(key, digest, padded));
        Assert.False(DerSignature.HasLowS(padded));
        padded[^3] ^= 1;
        Assert.False(DerSignature.Verify(key, digest, padded));
    }
}
