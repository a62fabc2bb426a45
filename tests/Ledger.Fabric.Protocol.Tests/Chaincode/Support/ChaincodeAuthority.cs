using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>An authority that issues certificates for servers and clients on this machine.</summary>
internal sealed class ChaincodeAuthority
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly DateTimeOffset from = TimeProvider.System.GetUtcNow().AddDays(-1);

    public ChaincodeAuthority(string name, ChaincodeAuthority? parent = null)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name} root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Root = parent is null
            ? request.CreateSelfSigned(from, from.AddDays(30))
            : request.Create(parent.Root, from, from.AddDays(30), RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
    }

    public X509Certificate2 Root { get; }

    /// <summary>A client's certificate, which may name an address to fetch its issuer's from.</summary>
    public X509Certificate2 Client(Uri? issuerAt = null) => Issue("peer", ClientUse, issuerAt);

    public X509Certificate2 ServerOnly() => Issue("no client", ServerUse);

    public ChaincodeTls Tls(ChaincodeAuthority? clients = null)
    {
        using var server = Issue("chaincode", ServerUse);
        return ChaincodeTls.FromPem(server.ExportCertificatePem(), server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(),
            clients?.Root.ExportCertificatePem());
    }

    private X509Certificate2 Issue(string name, string use, Uri? issuerAt = null)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        if (issuerAt is not null)
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [issuerAt.AbsoluteUri]));

        using var certificate = request.Create(Root, from, from.AddDays(30), RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }
}
