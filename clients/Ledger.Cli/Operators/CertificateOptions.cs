using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>Certificates named on the command line.</summary>
internal static class CertificateOptions
{
    /// <summary>An option that names a certificate's file.</summary>
    public static Option<string> Certificate(Language language) => new("--certificate")
    {
        Description = new Wording("证书文件（PEM 或 DER）", "the certificate, PEM or DER").In(language),
        HelpName = "FILE",
        Required = true,
    };

    /// <summary>Reads a certificate, without a key.</summary>
    /// <exception cref="FileFault">The file is none.</exception>
    public static X509Certificate2 Read(string path)
    {
        var bytes = Files.ReadBytes(path, OperatorCertificates.MaxBytes);
        try
        {
            return X509Certificate2.GetCertContentType(bytes) == X509ContentType.Cert
                ? X509CertificateLoader.LoadCertificate(bytes)
                : throw new CryptographicException();
        }
        catch (CryptographicException e)
        {
            throw new FileFault(path, "不是证书（PEM 或 DER）", "is no certificate, PEM or DER", e);
        }
    }
}
