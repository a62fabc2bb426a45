using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>A certificate authority made for a test, root or intermediate.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly AsymmetricAlgorithm key;
    private readonly List<IDisposable> issued = [];
    private int serial;

    public TestAuthority(
        string name, TestAuthority? parent = null, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null, AsymmetricAlgorithm? key = null,
        params X509Extension[] extensions)
    {
        this.key = key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = this.key is RSA rsa
            ? new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest($"CN={name}", (ECDsa)this.key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        foreach (var extension in extensions)
            request.CertificateExtensions.Add(extension);
        var from = notBefore ?? Start;
        Certificate = parent is null
            ? request.CreateSelfSigned(from, notAfter ?? Start.AddYears(50)).WithoutKey()
            : request.Create(parent.Certificate.SubjectName, parent.Signer, from, notAfter ?? Start.AddYears(49), parent.NextSerial());
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>Its key, for another authority to go on with.</summary>
    public AsymmetricAlgorithm Key => key;

    private X509SignatureGenerator Signer => key is RSA rsa ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
        : X509SignatureGenerator.CreateForECDsa((ECDsa)key);

    public string Pem => Certificate.ExportCertificatePem() + "\n";

    /// <summary>A member's certificate; the units stand in one set, as Fabric's own authority writes them.</summary>
    public (X509Certificate2 Certificate, ECDsa Key) Issue(string name, IReadOnlyList<string> units, string[]? hosts = null, DateTimeOffset? notBefore = null,
        DateTimeOffset? notAfter = null, ECCurve? curve = null)
    {
        var memberKey = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName(Name(name, units)), memberKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        if (hosts is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            foreach (var host in hosts)
                names.AddDnsName(host);
            request.CertificateExtensions.Add(names.Build());
        }

        var certificate = request.Create(
            Certificate.SubjectName, Signer, notBefore ?? Start.AddDays(1), notAfter ?? Start.AddYears(40), NextSerial());
        issued.Add(memberKey);
        issued.Add(certificate);
        return (certificate, memberKey);
    }

    /// <summary>A member's certificate for whatever key.</summary>
    public X509Certificate2 Issue(string name, IReadOnlyList<string> units, PublicKey memberKey)
    {
        var request = new CertificateRequest(new X500DistinguishedName(Name(name, units)), memberKey, HashAlgorithmName.SHA256);
        var certificate = request.Create(Certificate.SubjectName, Signer, Start.AddDays(1), Start.AddYears(40), NextSerial());
        issued.Add(certificate);
        return certificate;
    }

    public byte[] RevocationList(params X509Certificate2[] revoked)
    {
        var list = new CertificateRevocationListBuilder();
        foreach (var certificate in revoked)
            list.AddEntry(certificate);
        using var signing = key is RSA rsa ? Certificate.CopyWithPrivateKey(rsa) : Certificate.WithKey((ECDsa)key);
        return list.Build(signing, 1, Start.AddYears(30), HashAlgorithmName.SHA256, key is RSA ? RSASignaturePadding.Pkcs1 : null, Start.AddDays(2));
    }

    public void Dispose()
    {
        foreach (var item in issued)
            item.Dispose();
        Certificate.Dispose();
        key.Dispose();
    }

    private byte[] NextSerial()
    {
        var number = Interlocked.Increment(ref serial);
        return [0x11, (byte)(number >> 8), (byte)number];
    }

    private static byte[] Name(string name, IReadOnlyList<string> units)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (units.Count > 0)
            {
                using (writer.PushSetOf())
                {
                    foreach (var unit in units)
                        Attribute(writer, "2.5.4.11", unit);
                }
            }

            using (writer.PushSetOf())
                Attribute(writer, "2.5.4.3", name);
        }

        return writer.Encode();
    }

    private static void Attribute(AsnWriter writer, string oid, string value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            writer.WriteCharacterString(UniversalTagNumber.UTF8String, value);
        }
    }
}
