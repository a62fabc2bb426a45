using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// An X.509 certificate as Fabric's memberships use it: a key, units in its subject, an issuer. Parsed once and kept, for
/// importing a key costs more than verifying with it. Safe for use by several threads.
/// </summary>
/// <remarks>
/// <para>Read by hand, spellings and all, as Fabric reads it: whoever holds a key chooses how its certificate is spelt, and where
/// a reader here refused what the channel took, one member could stop all the others.</para>
/// <para>Paths are checked here and not by the platform: the answer must depend on the channel's configuration alone, never on
/// a machine's trust settings or clock.</para>
/// </remarks>
public sealed class MemberCertificate
{
    private readonly MemberKey key;
    private readonly CertificateFields fields;

    private MemberCertificate(byte[] der, CertificateFields fields, MemberKey key)
    {
        this.fields = fields;
        this.key = key;
        Der = der;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(der));
        Identity = IdentityOf();
        Subject = DistinguishedName.ForPeople(fields.SubjectName);
        NotBefore = DerTime.ToDate(fields.NotBefore);
        NotAfter = DerTime.ToDate(fields.NotAfter);
    }

    /// <summary>The certificate's bytes.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>SHA-256 of the certificate's bytes, lower-case hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>The subject's name as text, for messages.</summary>
    public string Subject { get; }

    /// <summary>Serial number, big-endian, lower-case hexadecimal.</summary>
    public string SerialNumber => fields.SerialNumber;

    /// <summary>First instant of validity.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>Last instant of validity.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>The organizational units (OU) of its subject, in order.</summary>
    public IReadOnlyList<string> OrganizationalUnits => fields.OrganizationalUnits;

    /// <summary>Basic constraints say that it belongs to an authority.</summary>
    public bool IsAuthority => fields.IsAuthority;

    /// <summary>What its key is: <c>P-256</c> or another curve, <c>Ed25519</c> or <c>RSA</c>.</summary>
    public string KeyKind => key.Kind;

    /// <summary>
    /// Tells certificates apart as Fabric does: two that differ in the sign of an ECDSA signature's s alone, or in what stands
    /// behind it, are one.
    /// </summary>
    internal string Identity { get; }

    internal bool MayIssue => fields.MayIssue;

    internal int? PathLength => fields.PathLength;

    internal byte[] SubjectName => fields.SubjectName;

    internal ReadOnlyMemory<byte> SubjectKeyId => fields.SubjectKeyId;

    internal string? UnknownCriticalExtension => fields.UnknownCriticalExtension;

    /// <summary>Reads a certificate in PEM. Never throws on any input.</summary>
    /// <param name="pem">Text in UTF-8; the first block counts, whatever its label, as for Fabric.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="fault">What is wrong with it, in English.</param>
    public static bool TryReadPem(ReadOnlySpan<byte> pem, [NotNullWhen(true)] out MemberCertificate? certificate, [NotNullWhen(false)] out string? fault)
    {
        if (!PemText.TryDecode(pem, out _, out var der))
        {
            certificate = null;
            fault = "it is not PEM";
            return false;
        }

        return TryReadDer(der, out certificate, out fault);
    }

    /// <summary>Reads a certificate in DER. Never throws on any input.</summary>
    /// <param name="der">The bytes.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="fault">What is wrong with it, in English.</param>
    public static bool TryReadDer(ReadOnlySpan<byte> der, [NotNullWhen(true)] out MemberCertificate? certificate, [NotNullWhen(false)] out string? fault)
    {
        certificate = null;
        try
        {
            var read = new CertificateFields(der);
            certificate = new MemberCertificate(der.ToArray(), read, MemberKey.Read(read.KeyInfo));
            fault = null;
            return true;
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException or ArgumentException)
        {
            fault = $"it is no readable certificate: {e.Message}";
            return false;
        }
    }

    /// <summary>Whether its key made a signature over the parts, one after the other: ECDSA of their SHA-256 in ASN.1 DER with a low s, or Ed25519.</summary>
    public bool Verify(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> part1, ReadOnlySpan<byte> part2 = default, ReadOnlySpan<byte> part3 = default) =>
        Verify(HashAlgorithmName.SHA256, signature, part1, part2, part3);

    /// <summary>The same with another hash.</summary>
    internal bool Verify(HashAlgorithmName hash, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> part1, ReadOnlySpan<byte> part2, ReadOnlySpan<byte> part3) =>
        key.VerifyMember(hash, signature, part1, part2, part3);

    /// <summary>Whether it was valid when another one began, a second later: the instant at which Fabric judges paths.</summary>
    internal bool IsValidAtStartOf(MemberCertificate leaf)
        => leaf.fields.NotBefore + 1 is var instant && instant >= fields.NotBefore && instant <= fields.NotAfter;

    /// <summary>Whether it names another's subject as its issuer.</summary>
    internal bool Names(MemberCertificate issuer) => fields.IssuerName.AsSpan().SequenceEqual(issuer.SubjectName);

    /// <summary>Whether a certificate's key signed this one.</summary>
    internal bool IsIssuedBy(MemberCertificate issuer) =>
        Names(issuer) && issuer.Signed(fields.SignedPart, fields.SignatureAlgorithm, fields.Signature);

    /// <summary>Whether its key made an X.509 signature: certificates and revocation lists allow a high s.</summary>
    /// <param name="data">What is signed.</param>
    /// <param name="algorithm">Content of the <c>AlgorithmIdentifier</c>.</param>
    /// <param name="x509Signature">The signature.</param>
    internal bool Signed(ReadOnlySpan<byte> data, ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> x509Signature)
    {
        try
        {
            return key.VerifyIssued(algorithm, x509Signature, data);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>The bytes as Fabric keeps them: an ECDSA signature with a low s.</summary>
    internal byte[] Canonical(MemberCertificate issuer)
    {
        if (issuer.key is not EcMemberKey ec || EcMemberKey.Numbers(fields.Signature) is not var (r, s))
            return Der.ToArray();

        var signature = new AsnWriter(AsnEncodingRules.DER);
        using (signature.PushSequence())
        {
            signature.WriteInteger(r);
            signature.WriteInteger(s > ec.Order >> 1 ? ec.Order - s : s);
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(fields.SignedPart);
            writer.WriteEncodedValue(fields.SignatureAlgorithmWhole);
            writer.WriteBitString(signature.Encode());
        }

        return writer.Encode();
    }

    private string IdentityOf()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(fields.SignedPart);
        // The first of the two numbers is the same for both signs of the second, and another one for another signature.
        hash.AppendData(EcMemberKey.Numbers(fields.Signature) is var (r, _) ? r.ToByteArray() : fields.Signature);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
