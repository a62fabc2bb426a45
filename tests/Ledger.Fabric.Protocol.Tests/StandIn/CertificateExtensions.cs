using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Fabric.Protocol.Tests;

internal static class CertificateExtensions
{
    /// <summary>The public part of a certificate, disposing the one with the key.</summary>
    public static X509Certificate2 WithoutKey(this X509Certificate2 certificate)
    {
        using (certificate)
            return X509CertificateLoader.LoadCertificate(certificate.RawData);
    }

    public static X509Certificate2 WithKey(this X509Certificate2 certificate, ECDsa key) => certificate.CopyWithPrivateKey(key);
}
