using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Node;

/// <summary>A P-256 certificate with its private key, read from PEM files.</summary>
public static class CertificateKey
{
    /// <summary>Reads certificate and key and checks that they belong together.</summary>
    /// <param name="files">The two files.</param>
    /// <exception cref="NodeConfigurationException">A file is absent, malformed, not P-256, the key is open to others, or
    /// is not the certificate's.</exception>
    public static X509Certificate2 Read(CertificateFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var certificatePem = ReadCertificate(files.Certificate);
        var keyPem = SecretFile.Read(files.Key);
        try
        {
            var certificate = X509Certificate2.CreateFromPem(certificatePem, keyPem);
            using var key = certificate.GetECDsaPrivateKey();
            if (key?.KeySize == 256)
                return certificate;
            certificate.Dispose();
            throw Fault(files.Certificate, "密钥不是 P-256 椭圆曲线密钥。", "the key is not EC P-256.");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw Fault(
                files.Certificate,
                $"不是 PEM 证书，或 {files.Key} 不是它的私钥（{e.Message}）。",
                $"no PEM certificate, or {files.Key} is not its private key ({e.Message}).");
        }
    }

    private static string ReadCertificate(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, $"读不到证书（{e.Message}）；请检查路径与权限。", $"the certificate can't be read ({e.Message}); check path and permissions.");
        }
    }

    private static NodeConfigurationException Fault(string path, string zh, string en) => new(new NodeFault(path, "", "", zh, en));
}
