using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Fabric;

/// <summary>
/// An X.509 certificate as Fabric's memberships use it: an EC key on P-256, units in its subject, an issuer. Parsed
/// once and kept, for importing a key costs more than verifying with it. Safe for use by several threads.
/// </summary>
/// <remarks>
/// Paths are checked here and not by the platform: the answer must depend on the channel's configuration alone, never on
/// a machine's trust settings or clock.
/// </remarks>
public sealed class MemberCertificate
{
    /// <summary>Largest certificate accepted, in bytes of DER.</summary>
    public const int MaxSize = 16384;

    private const string KeyUsageOid = "2.5.29.15";
    private const string BasicConstraintsOid = "2.5.29.19";
    private const string ExtendedKeyUsageOid = "2.5.29.37";
    private const string AlternativeNameOid = "2.5.29.17";

    private readonly ECDsa key;
    private readonly byte[] signedPart;
    private readonly byte[] signature;
    private readonly string signatureAlgorithm;

    private MemberCertificate(X509Certificate2 certificate, ECDsa key)
    {
        this.key = key;
        Der = certificate.RawData;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));
        Subject = certificate.Subject;
        SubjectName = certificate.SubjectName.RawData;
        IssuerName = certificate.IssuerName.RawData;
        SerialNumber = Convert.ToHexStringLower(certificate.SerialNumberBytes.Span);
        NotBefore = new DateTimeOffset(certificate.NotBefore.ToUniversalTime(), TimeSpan.Zero);
        NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        OrganizationalUnits = DistinguishedName.OrganizationalUnits(SubjectName);
        var constraints = certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault();
        IsAuthority = constraints?.CertificateAuthority ?? false;
        PathLength = constraints is { HasPathLengthConstraint: true } ? constraints.PathLengthConstraint : null;
        MayIssue = IsAuthority && certificate.Extensions.OfType<X509KeyUsageExtension>().All(e => e.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign));
        SubjectKeyId = certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifierBytes ?? default;
        UnknownCriticalExtension = certificate.Extensions
            .FirstOrDefault(e => e.Critical && e.Oid?.Value is not (KeyUsageOid or BasicConstraintsOid or ExtendedKeyUsageOid or AlternativeNameOid))?.Oid?.Value;

        var sequence = new AsnReader(Der, AsnEncodingRules.DER).ReadSequence();
        signedPart = sequence.ReadEncodedValue().ToArray();
        signatureAlgorithm = sequence.ReadSequence().ReadObjectIdentifier();
        signature = sequence.ReadBitString(out _);
    }

    /// <summary>The certificate's bytes.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>SHA-256 of the certificate's bytes, lower-case hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>The subject's name as text, for messages.</summary>
    public string Subject { get; }

    /// <summary>Serial number, big-endian, lower-case hexadecimal.</summary>
    public string SerialNumber { get; }

    /// <summary>First instant of validity.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>Last instant of validity.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>The organizational units (OU) of its subject, in order.</summary>
    public IReadOnlyList<string> OrganizationalUnits { get; }

    /// <summary>Basic constraints say that it belongs to an authority.</summary>
    public bool IsAuthority { get; }

    internal bool MayIssue { get; }

    internal int? PathLength { get; }

    internal byte[] SubjectName { get; }

    internal byte[] IssuerName { get; }

    internal ReadOnlyMemory<byte> SubjectKeyId { get; }

    internal string? UnknownCriticalExtension { get; }

    /// <summary>Reads a certificate in PEM. Never throws on any input.</summary>
    /// <param name="pem">Text in UTF-8; the first certificate counts, as for Fabric.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="fault">What is wrong with it, in English.</param>
    public static bool TryReadPem(ReadOnlySpan<byte> pem, [NotNullWhen(true)] out MemberCertificate? certificate, [NotNullWhen(false)] out string? fault)
    {
        certificate = null;
        if (pem.Length > 2 * MaxSize || !PemEncoding.TryFindUtf8(pem, out var fields) || !pem[fields.Label].SequenceEqual("CERTIFICATE"u8))
        {
            fault = "it is not a certificate in PEM";
            return false;
        }

        var der = new byte[fields.DecodedDataLength];
        if (System.Buffers.Text.Base64.DecodeFromUtf8(pem[fields.Base64Data], der, out _, out var length) != System.Buffers.OperationStatus.Done)
        {
            fault = "its PEM is not base64";
            return false;
        }

        return TryReadDer(der.AsSpan(0, length), out certificate, out fault);
    }

    /// <summary>Reads a certificate in DER. Never throws on any input.</summary>
    /// <param name="der">The bytes, at most <see cref="MaxSize"/>.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="fault">What is wrong with it, in English.</param>
    public static bool TryReadDer(ReadOnlySpan<byte> der, [NotNullWhen(true)] out MemberCertificate? certificate, [NotNullWhen(false)] out string? fault)
    {
        certificate = null;
        if (der.Length is 0 or > MaxSize)
        {
            fault = $"a certificate has 1 to {MaxSize} bytes of DER; this one has {der.Length}";
            return false;
        }

        try
        {
            using var loaded = X509CertificateLoader.LoadCertificate(der);
            if (!loaded.RawDataMemory.Span.SequenceEqual(der))
            {
                fault = "bytes follow the certificate, or it is not DER";
                return false;
            }

            if (loaded.GetECDsaPublicKey() is not { } key || !P256.Is(key))
            {
                fault = "its key is not EC on the named curve P-256";
                return false;
            }

            certificate = new MemberCertificate(loaded, key);
            fault = null;
            return true;
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException or ArgumentException)
        {
            fault = $"it is no readable certificate: {e.Message}";
            return false;
        }
    }

    /// <summary>Whether its key made a signature over the parts, one after the other; ASN.1 DER with a low s.</summary>
    public bool Verify(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> part1, ReadOnlySpan<byte> part2 = default, ReadOnlySpan<byte> part3 = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(part1);
        hash.AppendData(part2);
        hash.AppendData(part3);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return DerSignature.Verify(key, digest, signature);
    }

    /// <summary>Whether a certificate's key signed this one.</summary>
    internal bool IsIssuedBy(MemberCertificate issuer) =>
        IssuerName.AsSpan().SequenceEqual(issuer.SubjectName) && issuer.Signed(signedPart, signatureAlgorithm, signature);

    /// <summary>Whether its key made an X.509 signature: certificates and revocation lists allow a high s.</summary>
    internal bool Signed(ReadOnlySpan<byte> data, string algorithm, ReadOnlySpan<byte> x509Signature)
    {
        try
        {
            return HashOf(algorithm) is { } hash && key.VerifyData(data, x509Signature, hash, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static HashAlgorithmName? HashOf(string algorithm) => algorithm switch
    {
        "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
        "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
        "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
        _ => null,
    };
}
