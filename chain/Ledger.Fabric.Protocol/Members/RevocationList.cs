using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;

namespace Ledger.Fabric.Protocol;

/// <summary>A certificate revocation list (RFC 5280, section 5) of an organisation's authority.</summary>
internal sealed class RevocationList
{
    private const byte Extensions = 0xA0;
    private const byte KeyIdentifier = 0x80;
    private const string AuthorityKeyIdOid = "551d23";

    private readonly HashSet<string> serialNumbers = new(StringComparer.Ordinal);
    private readonly byte[] signedPart;
    private readonly byte[] signatureAlgorithm;
    private readonly byte[] signature;
    private readonly byte[]? authorityKeyId;

    private RevocationList(ReadOnlySpan<byte> der)
    {
        var outer = new DerReader(der);
        var list = outer.Enter(DerReader.Sequence);
        if (outer.HasData)
            throw DerReader.Unreadable("bytes follow the list");

        signedPart = list.TakeWhole(DerReader.Sequence).ToArray();
        signatureAlgorithm = list.Take(DerReader.Sequence).ToArray();
        signature = list.TakeBits(out _);

        var body = new DerReader(signedPart).Enter(DerReader.Sequence);
        if (body.Is(DerReader.Integer))
            body.TakeInteger();

        body.Take(DerReader.Sequence);
        body.Take(DerReader.Sequence);
        while (body.Is(DerReader.UtcTime) || body.Is(DerReader.GeneralizedTime))
            body.TakeAny(out _);

        if (body.Is(DerReader.Sequence))
        {
            var entries = body.Enter(DerReader.Sequence);
            while (entries.HasData)
                serialNumbers.Add(Convert.ToHexStringLower(entries.Enter(DerReader.Sequence).TakeInteger()));
        }

        if (body.Is(Extensions))
            authorityKeyId = ReadAuthorityKeyId(body.Enter(Extensions).Enter(DerReader.Sequence));
    }

    /// <summary>It does not say whose list it is. Fabric then takes no certificate of the organisation for a member's.</summary>
    public bool IsNobodys => authorityKeyId is null;

    /// <summary>Reads a list, PEM or DER. Never throws on any input.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out RevocationList? list)
    {
        try
        {
            list = new RevocationList(
                bytes.StartsWith("-----BEGIN X509 CRL"u8) && PemText.TryDecode(bytes, out var label, out var der) && label.SequenceEqual("X509 CRL"u8)
                    ? der
                    : bytes);
            return true;
        }
        catch (AsnContentException)
        {
            list = null;
            return false;
        }
    }

    /// <summary>
    /// Whether the list revokes a certificate of an authority. As in Fabric a revocation counts from the moment the list
    /// is in the channel's configuration, whatever its date.
    /// </summary>
    public bool Revokes(MemberCertificate certificate, MemberCertificate issuer) =>
        authorityKeyId is not null
        && issuer.SubjectKeyId.Span.SequenceEqual(authorityKeyId)
        && serialNumbers.Contains(certificate.SerialNumber)
        && issuer.Signed(signedPart, signatureAlgorithm, signature);

    private static byte[]? ReadAuthorityKeyId(DerReader extensions)
    {
        while (extensions.HasData)
        {
            var extension = extensions.Enter(DerReader.Sequence);
            if (Convert.ToHexStringLower(extension.Take(DerReader.ObjectIdentifier)) != AuthorityKeyIdOid)
                continue;

            if (extension.Is(DerReader.Boolean))
                extension.TakeBoolean();

            var value = new DerReader(extension.Take(DerReader.OctetString)).Enter(DerReader.Sequence);
            return value.Is(KeyIdentifier) ? value.Take(KeyIdentifier).ToArray() : [];
        }

        return null;
    }
}
