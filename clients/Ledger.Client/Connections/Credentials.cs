using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Log;

namespace Ledger.Client;

/// <summary>The keys and certificates a profile names, read once.</summary>
internal sealed class Credentials : IDisposable
{
    private readonly ECDsa operatorKey;
    private readonly ECDsa? bankKey;

    public Credentials(ClientProfile profile)
    {
        RequirePrivate(profile.Folder);
        OperatorCertificates.RequireInstalled(profile);
        RequirePrivate(profile.PathOf(profile.Key));
        if (profile.Signer is { } signer)
            RequirePrivate(profile.PathOf(signer.Key));

        Certificate = Read(profile, profile.Certificate, path => Usable(X509Certificate2.CreateFromPemFile(path, profile.PathOf(profile.Key))));
        operatorKey = Certificate.GetECDsaPrivateKey()
            ?? throw new ProfileException(profile.PathOf(profile.Key), "不是 ECDSA 密钥", "is no ECDSA key");
        Operator = Certificate.GetCertHash(HashAlgorithmName.SHA256);
        RequestSigner = Read(profile, profile.Key, _ => new EcdsaSigner(operatorKey));
        Roots = profile.Roots.ToDictionary(
            root => root.Key, root => Read(profile, root.Value, X509CertificateLoader.LoadCertificateFromFile), StringComparer.Ordinal);
        Policy = Read(profile, profile.Policy, path => Log.Policy.Parse(File.ReadAllText(path)));
        Signers = Read(profile, profile.Signers, path => SignerDirectory.FromPem(File.ReadAllText(path), Roots));
        if (profile.Signer is { } files)
        {
            bankKey = ECDsa.Create();
            Read(profile, files.Key, path =>
            {
                bankKey.ImportFromPem(File.ReadAllText(path));
                return bankKey;
            });
            BankSigner = Read(profile, files.Key, _ => new EnvelopeSigner(bankKey));
        }
    }

    /// <summary>The operator's certificate with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>SHA-256 of the operator's certificate.</summary>
    public byte[] Operator { get; }

    public EcdsaSigner RequestSigner { get; }

    /// <summary>Root certificates by organisation.</summary>
    public IReadOnlyDictionary<string, X509Certificate2> Roots { get; }

    public Policy Policy { get; }

    public SignerDirectory Signers { get; }

    /// <summary>The bank's own key; null for everyone else.</summary>
    public EnvelopeSigner? BankSigner { get; }

    public void Dispose()
    {
        bankKey?.Dispose();
        operatorKey.Dispose();
        Certificate.Dispose();
        Signers.Dispose();
        foreach (var root in Roots.Values)
            root.Dispose();
    }

    private static void RequirePrivate(string path)
    {
        if (PrivateFiles.Mend(path) is { } command)
            throw new ProfileException(path, $"对本机其他用户开放；请执行 {command}", $"open to other users of this machine; run: {command}");
    }

    private static T Read<T>(ClientProfile profile, string file, Func<string, T> read)
    {
        var path = profile.PathOf(file);
        try
        {
            return read(path);
        }
        catch (LogFormatException e)
        {
            throw new ProfileException(path, e.Fault.Chinese, e.Fault.English, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new ProfileException(path, "无法使用该文件", $"cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Windows' TLS wants the private key in a key container.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
        }
    }
}
