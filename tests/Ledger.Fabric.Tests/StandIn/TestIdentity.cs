using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Fabric.Protos;
using Ledger.Log;

namespace Ledger.Fabric.Tests.StandIn;

/// <summary>A member of a test organisation who can sign, well or badly.</summary>
internal sealed class TestIdentity(string mspId, X509Certificate2 certificate, ECDsa key)
{
    public string MspId => mspId;

    public X509Certificate2 Certificate => certificate;

    public ECDsa Key => key;

    public string CertificatePem { get; } = certificate.ExportCertificatePem() + "\n";

    public ByteString Serialized { get; } =
        new SerializedIdentity { Mspid = mspId, IdBytes = ByteString.CopyFromUtf8(certificate.ExportCertificatePem() + "\n") }.ToByteString();

    public FabricIdentity Identity => FabricIdentity.FromPem(mspId, CertificatePem);

    public SigningIdentity SigningIdentity => SigningIdentity.FromPem(mspId, CertificatePem, key.ExportPkcs8PrivateKeyPem());

    public byte[] Sign(params byte[][] parts) => SignDigest(SHA256.HashData(parts.SelectMany(p => p).ToArray()));

    public byte[] SignDigest(byte[] digest)
    {
        var signature = key.SignHash(digest, DSASignatureFormat.Rfc3279DerSequence);
        return key.KeySize == 256 ? DerSignature.WithLowS(signature) : signature;
    }

    /// <summary>The other value of s that verifies.</summary>
    public static byte[] WithHighS(byte[] signature)
    {
        var sequence = new System.Formats.Asn1.AsnReader(signature, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        var r = sequence.ReadInteger();
        var s = Strict.Order - sequence.ReadInteger();
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s);
        }

        return writer.Encode();
    }

    public Envelope Sign(Payload payload)
    {
        var bytes = payload.ToByteString();
        return new Envelope { Payload = bytes, Signature = ByteString.CopyFrom(Sign(bytes.ToByteArray())) };
    }
}
