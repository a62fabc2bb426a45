using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Node;

namespace Ledger.Network;

internal static class CertificateFileExtensions
{
    /// <summary>Writes <c>&lt;name&gt;.pem</c> and <c>&lt;name&gt;.key</c> (mode 0600) into a folder.</summary>
    public static CertificateFiles Save(this X509Certificate2 certificate, string folder, string name)
    {
        var files = new CertificateFiles(Path.Combine(folder, name + ".pem"), Path.Combine(folder, name + ".key"));
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem() + "\n");
        using var key = certificate.GetECDsaPrivateKey()!;
        SecretFile.Write(files.Key, key.ExportPkcs8PrivateKeyPem() + "\n");
        return files;
    }
}
