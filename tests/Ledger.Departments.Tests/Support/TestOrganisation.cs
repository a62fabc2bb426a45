using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>An organisation with its own root.</summary>
internal sealed class TestOrganisation
{
    public static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly X509Certificate2 root;

    public TestOrganisation(string name, string department, string creditCode, bool lender = false)
    {
        Name = name;
        var request = new CertificateRequest($"CN={name} root, O={name}", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root = request.CreateSelfSigned(Begin, Begin.AddYears(80));
        Member = new()
        {
            Organisation = name,
            Department = department,
            CreditCode = creditCode,
            Lender = lender,
            RootCertificate = ByteString.CopyFrom(root.RawData)
        };
        Signer = Issue("signer");
        Operator = Issue("operator");
    }

    public string Name { get; }

    public Member Member { get; }

    public TestCertificate Signer { get; }

    public TestCertificate Operator { get; }

    public Cosigner Cosigner => new($"{Name}.example", SHA256.HashData([1, .. System.Text.Encoding.ASCII.GetBytes(Name)]));

    public LogSigner LogSigner => new(TestCity.Origin, SHA256.HashData([2, .. System.Text.Encoding.ASCII.GetBytes(Name)]));

    public TestCertificate Issue(
        string units, DateTimeOffset? from = null, DateTimeOffset? to = null, X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature,
        string? extended = "1.3.6.1.5.5.7.3.2")
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = string.Join(", ", units.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(unit => $"OU={unit}").Append($"CN={Name} someone"));
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        if (extended is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(extended)], false));

        using var certificate = request.Create(root, from ?? Begin, to ?? Begin.AddYears(60), RandomNumberGenerator.GetBytes(8));
        return new(certificate.CopyWithPrivateKey(key), key);
    }
}
