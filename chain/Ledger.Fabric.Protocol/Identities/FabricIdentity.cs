using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Who acts on a channel: a certificate and the membership (MSP) id of its organisation. Headers carry it as the bytes
/// <see cref="Serialized"/>, the "creator".
/// </summary>
public sealed class FabricIdentity
{
    /// <summary>Makes an identity.</summary>
    /// <param name="mspId">Membership id of the organisation on the channel, such as <c>TaxOrgMSP</c>.</param>
    /// <param name="certificate">Its certificate; kept as its PEM text.</param>
    public FabricIdentity(string mspId, X509Certificate2 certificate)
        : this(mspId, PemOf(certificate), certificate.RawData)
    {
    }

    private FabricIdentity(string mspId, string certificatePem, byte[] certificateDer)
    {
        ArgumentException.ThrowIfNullOrEmpty(mspId);
        MspId = mspId;
        CertificatePem = certificatePem;
        CertificateDer = certificateDer;
        Serialized = new SerializedIdentity { Mspid = mspId, IdBytes = ByteString.CopyFromUtf8(certificatePem) }.ToByteString();
    }

    /// <summary>Membership id of the organisation.</summary>
    public string MspId { get; }

    /// <summary>The certificate as PEM text, which is what Fabric hashes and compares.</summary>
    public string CertificatePem { get; }

    /// <summary>The certificate's bytes.</summary>
    public ReadOnlyMemory<byte> CertificateDer { get; }

    /// <summary>A <c>msp.SerializedIdentity</c>: the creator in every header this identity signs.</summary>
    public ByteString Serialized { get; }

    /// <summary>Makes an identity from PEM text, kept byte for byte: two spellings of one certificate are two creators.</summary>
    /// <exception cref="FabricIdentityException">The text holds no certificate.</exception>
    public static FabricIdentity FromPem(string mspId, string certificatePem)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(certificatePem);
            return new FabricIdentity(mspId, certificatePem, certificate.RawData);
        }
        catch (CryptographicException e)
        {
            throw new FabricIdentityException($"The certificate of an identity of {mspId} cannot be read: {e.Message}", e);
        }
    }

    private static string PemOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.ExportCertificatePem() + "\n";
    }
}
