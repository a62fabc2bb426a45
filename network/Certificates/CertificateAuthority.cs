using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Node;

namespace Ledger.Network;

/// <summary>
/// An organisation's own certificate authority for a local network: one self-signed P-256 root that issues every
/// certificate of the organisation directly (RFC 5280, path length 0).
/// </summary>
public sealed class CertificateAuthority : IDisposable
{
    /// <summary>How long a root is valid.</summary>
    public static readonly TimeSpan RootValidity = TimeSpan.FromDays(10 * 365);

    /// <summary>How long an issued certificate is valid.</summary>
    public static readonly TimeSpan CertificateValidity = TimeSpan.FromDays(2 * 365);

    // Machines whose clocks differ by less than this still accept a certificate made just now.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly DateTimeOffset now;

    private CertificateAuthority(string organisation, X509Certificate2 root, DateTimeOffset now)
    {
        Organisation = organisation;
        Root = root;
        this.now = now;
    }

    /// <summary>The organisation, subject field O of every certificate.</summary>
    public string Organisation { get; }

    /// <summary>The root, with its private key.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>Makes a new root.</summary>
    /// <param name="organisation">Subject field O.</param>
    /// <param name="now">Validity runs from a day before it.</param>
    public static CertificateAuthority Create(string organisation, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        name.AddOrganizationName(organisation);
        name.AddCommonName($"{organisation} root");
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return new CertificateAuthority(organisation, request.CreateSelfSigned(now - ClockTolerance, now + RootValidity), now);
    }

    /// <summary>Opens the authority of an organisation whose root is on disk, to issue further certificates.</summary>
    /// <param name="organisation">Subject field O.</param>
    /// <param name="files">Root certificate and key.</param>
    /// <param name="now">Validity of what it issues runs from a day before it.</param>
    /// <exception cref="NodeConfigurationException">The files do not hold a P-256 certificate and its key.</exception>
    public static CertificateAuthority Open(string organisation, CertificateFiles files, DateTimeOffset now) =>
        new(organisation, CertificateKey.Read(files), now);

    /// <summary>Issues a certificate for a new key.</summary>
    /// <param name="role">Subject field OU, and the key's usage.</param>
    /// <param name="commonName">Subject field CN.</param>
    /// <returns>The certificate with its private key.</returns>
    public X509Certificate2 Issue(CertificateRole role, string commonName) =>
        Issue(role, commonName, now - ClockTolerance, now + CertificateValidity);

    /// <summary>Issues a certificate for a new key and a stated time; expired ones serve tests.</summary>
    /// <param name="role">Subject field OU, and the key's usage.</param>
    /// <param name="commonName">Subject field CN.</param>
    /// <param name="notBefore">First instant of validity, within the root's.</param>
    /// <param name="notAfter">Last instant of validity, within the root's.</param>
    public X509Certificate2 Issue(CertificateRole role, string commonName, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        name.AddOrganizationName(Organisation);
        name.AddOrganizationalUnitName(role.ToString().ToLowerInvariant());
        name.AddCommonName(commonName);
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        if (Usage(role) is { } usage)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (role == CertificateRole.Server)
            request.CertificateExtensions.Add(LocalHost());
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root, true, false));

        Span<byte> serial = stackalloc byte[16];
        RandomNumberGenerator.Fill(serial);
        // A serial number is a positive integer (RFC 5280 4.1.2.2).
        serial[0] = (byte)(serial[0] & 0x7f | 0x40);
        using var certificate = request.Create(Root, notBefore, notAfter, serial);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <inheritdoc/>
    public void Dispose() => Root.Dispose();

    private static string? Usage(CertificateRole role) => role switch
    {
        CertificateRole.Server => ServerAuthentication,
        // Signs envelopes only and never opens a connection.
        CertificateRole.Signer => null,
        _ => ClientAuthentication,
    };

    private static X509Extension LocalHost()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names.Build();
    }
}
