using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>A member of a test organisation who can sign, well or badly.</summary>
internal sealed class TestIdentity(string mspId, X509Certificate2 certificate, ECDsa key, string? spelling = null)
{
    public string MspId => mspId;

    public X509Certificate2 Certificate => certificate;

    public ECDsa Key => key;

    public string CertificatePem { get; } = certificate.ExportCertificatePem() + "\n";

    public ByteString Serialized { get; init; } =
        new SerializedIdentity { Mspid = mspId, IdBytes = ByteString.CopyFromUtf8(spelling ?? (certificate.ExportCertificatePem() + "\n")) }.ToByteString();

    /// <summary>What members of the organisation hash with.</summary>
    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>Signs in place of the key.</summary>
    public Func<byte[], byte[]>? SignWhole { get; init; }

    public FabricIdentity Identity => FabricIdentity.FromPem(mspId, CertificatePem);

    public SigningIdentity SigningIdentity => SigningIdentity.FromPem(mspId, CertificatePem, key.ExportPkcs8PrivateKeyPem());

    /// <summary>The same member, its certificate spelt in another way.</summary>
    public TestIdentity Spelt(string text) => new(mspId, certificate, key, text);

    public byte[] Sign(params byte[][] parts)
    {
        var whole = parts.SelectMany(p => p).ToArray();
        return SignWhole?.Invoke(whole) ?? SignDigest(CryptographicOperations.HashData(Hash, whole));
    }

    public byte[] SignDigest(byte[] digest)
    {
        var signature = key.SignHash(digest, DSASignatureFormat.Rfc3279DerSequence);
        var flipped = WithOtherS(signature, OrderOf(key));
        return Numbers(signature).S < Numbers(flipped).S ? signature : flipped;
    }

    /// <summary>The other value of s that verifies.</summary>
    public static byte[] WithHighS(byte[] signature) => WithOtherS(signature, Strict.Order);

    /// <summary>The other value of s that verifies, on a curve.</summary>
    public static byte[] WithOtherS(byte[] signature, BigInteger order)
    {
        var (r, s) = Numbers(signature);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(order - s);
        }

        return writer.Encode();
    }

    public static BigInteger OrderOf(ECDsa key) =>
        BigInteger.Parse(
            "0" + key.KeySize switch
            {
                224 => "ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d",
                256 => "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
                384 => "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
                _ => "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
            },
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture);

    private static (BigInteger R, BigInteger S) Numbers(byte[] signature)
    {
        var sequence = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
        return (sequence.ReadInteger(), sequence.ReadInteger());
    }

    public Envelope Sign(Payload payload)
    {
        var bytes = payload.ToByteString();
        return new Envelope { Payload = bytes, Signature = ByteString.CopyFrom(Sign(bytes.ToByteArray())) };
    }
}
