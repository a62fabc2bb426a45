using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Log;

namespace Ledger.Chain.Tests;

/// <summary>An organisation with a root, a signer and, if it is a department, peer keys.</summary>
internal sealed class TestOrganisation
{
    private static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly CertificateRequest request;
    private readonly X509Certificate2 root;
    private int generation;

    public TestOrganisation(string name, string creditCode, int seed)
    {
        Name = name;
        CreditCode = creditCode;
        Seed = seed;
        request = new CertificateRequest($"CN={name} root", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        root = request.CreateSelfSigned(Begin, Begin.AddYears(30));
        (SignerCertificate, Signer) = Issue(Begin, Begin.AddYears(20));
    }

    public string Name { get; }

    public string CreditCode { get; }

    public int Seed { get; }

    public byte[] Root => root.RawData;

    public byte[] SignerCertificate { get; private set; }

    public EnvelopeSigner Signer { get; private set; }

    public Cosigner Cosigner => new($"{Name}.example", Key(1));

    public LogSigner LogSigner => new(TestLedger.Origin, Key(2));

    public (byte[] Certificate, EnvelopeSigner Signer) Issue(DateTimeOffset from, DateTimeOffset to, ECCurve? curve = null)
    {
        var key = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        var end = new CertificateRequest($"CN={Name} node", key, HashAlgorithmName.SHA256);
        end.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        using var certificate = end.Create(root, from, to, RandomNumberGenerator.GetBytes(8));
        return (certificate.RawData, curve is null ? new EnvelopeSigner(key) : null!);
    }

    /// <summary>New peer keys from now on.</summary>
    public void Renew() => generation++;

    private byte[] Key(int purpose) => SHA256.HashData([(byte)Seed, (byte)purpose, (byte)generation]);
}
