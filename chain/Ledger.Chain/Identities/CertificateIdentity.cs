using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Log;

namespace Ledger.Chain;

/// <summary>
/// An X.509 certificate (RFC 5280) as the ledger uses it: an EC P-256 key, a validity period, an issuer. Parsed once
/// and kept, for importing a key costs more than twice as much as verifying with it. Safe for use by several threads.
/// </summary>
/// <remarks>
/// Path checking is done here and not by the platform: its answer may depend on the machine's trust settings and
/// library version, and every peer and every later replay must come to the same one. A path is exactly two
/// certificates, the member's root and the one it issued.
/// </remarks>
public sealed class CertificateIdentity
{
    /// <summary>Largest certificate accepted, in bytes of DER.</summary>
    public const int MaxSize = 8192;

    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";

    private readonly ECDsa key;
    private readonly byte[] signedPart;
    private readonly byte[] signature;
    private readonly string signatureAlgorithm;
    private readonly byte[] subject;
    private readonly byte[] issuer;

    private CertificateIdentity(byte[] der, X509Certificate2 certificate, ECDsa key)
    {
        Der = der;
        Fingerprint = SHA256.HashData(der);
        this.key = key;
        Key = SignerKey.FromCertificate(certificate);
        KeyId = Key.Id.ToArray();
        NotBeforeMs = Milliseconds(certificate.NotBefore);
        NotAfterMs = Milliseconds(certificate.NotAfter);
        subject = certificate.SubjectName.RawData;
        issuer = certificate.IssuerName.RawData;
        Subject = certificate.Subject;
        IsAuthority = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(e => e.CertificateAuthority);
        MaySign = certificate.Extensions.OfType<X509KeyUsageExtension>()
            .All(e => e.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature));

        var sequence = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        signedPart = sequence.ReadEncodedValue().ToArray();
        signatureAlgorithm = sequence.ReadSequence().ReadObjectIdentifier();
        signature = sequence.ReadBitString(out _);
    }

    /// <summary>The certificate's bytes.</summary>
    public byte[] Der { get; }

    /// <summary>SHA-256 of the certificate's bytes.</summary>
    public byte[] Fingerprint { get; }

    /// <summary>First 16 bytes of SHA-256 of the SubjectPublicKeyInfo.</summary>
    public byte[] KeyId { get; }

    /// <summary>The subject's name as text, for messages.</summary>
    public string Subject { get; }

    /// <summary>First instant of validity, milliseconds since 1970.</summary>
    public ulong NotBeforeMs { get; }

    /// <summary>First instant after validity, milliseconds since 1970.</summary>
    public ulong NotAfterMs { get; }

    /// <summary>Basic constraints say that it may issue certificates.</summary>
    public bool IsAuthority { get; }

    /// <summary>Its key usage, if stated, includes digital signatures.</summary>
    public bool MaySign { get; }

    /// <summary>The public key.</summary>
    public SignerKey Key { get; }

    /// <summary>Reads a certificate.</summary>
    /// <exception cref="ArgumentException">It cannot be used; the message says why.</exception>
    public static CertificateIdentity Parse(ReadOnlySpan<byte> der) =>
        TryParse(der, out var identity, out var fault) ? identity : throw new ArgumentException($"The certificate cannot be used: {fault}.", nameof(der));

    /// <summary>Reads a certificate. Never throws on any input.</summary>
    /// <param name="der">DER, at most <see cref="MaxSize"/> bytes.</param>
    /// <param name="identity">The certificate.</param>
    /// <param name="fault">What is wrong with it, in English.</param>
    public static bool TryParse(ReadOnlySpan<byte> der, [NotNullWhen(true)] out CertificateIdentity? identity, [NotNullWhen(false)] out string? fault)
    {
        identity = null;
        if (der.Length is 0 or > MaxSize)
        {
            fault = $"a certificate has 1 to {MaxSize} bytes of DER; this one has {der.Length}";
            return false;
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            if (!certificate.RawDataMemory.Span.SequenceEqual(der))
            {
                fault = "bytes follow the certificate, or it is not DER";
                return false;
            }

            if (certificate.GetECDsaPublicKey() is not { } key)
            {
                fault = "its key is not EC on the named curve P-256";
                return false;
            }

            identity = new CertificateIdentity(der.ToArray(), certificate, key);
            fault = null;
            return true;
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException or ArgumentException or LogFormatException)
        {
            fault = $"it is not an X.509 certificate in DER ({e.Message})";
            return false;
        }
    }

    /// <summary>Whether a root issued this certificate: names agree and the root's key signed it (ECDSA with SHA-256).</summary>
    public bool IsIssuedBy(CertificateIdentity root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return signatureAlgorithm == EcdsaWithSha256
            && issuer.AsSpan().SequenceEqual(root.subject)
            && root.key.VerifyData(signedPart, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>Whether notBefore ≤ t &lt; notAfter.</summary>
    /// <param name="timeMs">Milliseconds since 1970.</param>
    public bool IsValidAt(ulong timeMs) => NotBeforeMs <= timeMs && timeMs < NotAfterMs;

    private static ulong Milliseconds(DateTime local) =>
        (ulong)Math.Max(0, new DateTimeOffset(local.ToUniversalTime()).ToUnixTimeMilliseconds());
}
