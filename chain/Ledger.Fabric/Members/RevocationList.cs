using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Ledger.Fabric;

/// <summary>A certificate revocation list (RFC 5280, section 5) of an organisation's authority.</summary>
internal sealed class RevocationList
{
    private const string AuthorityKeyIdOid = "2.5.29.35";
    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag KeyIdentifier = new(TagClass.ContextSpecific, 0);

    private readonly HashSet<string> serialNumbers = new(StringComparer.Ordinal);
    private readonly byte[] signedPart;
    private readonly string signatureAlgorithm;
    private readonly byte[] signature;
    private readonly byte[] authorityKeyId = [];

    private RevocationList(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var list = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        signedPart = list.PeekEncodedValue().ToArray();
        var body = list.ReadSequence();
        signatureAlgorithm = list.ReadSequence().ReadObjectIdentifier();
        signature = list.ReadBitString(out _);

        if (body.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            body.ReadInteger();
        }

        body.ReadSequence();
        body.ReadSequence();
        ReadTime(body);
        if (body.HasData && body.PeekTag() is { TagClass: TagClass.Universal, TagValue: (int)UniversalTagNumber.UtcTime or (int)UniversalTagNumber.GeneralizedTime })
        {
            ReadTime(body);
        }

        if (body.HasData && body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            var entries = body.ReadSequence();
            while (entries.HasData)
            {
                serialNumbers.Add(Convert.ToHexStringLower(entries.ReadSequence().ReadIntegerBytes().Span));
            }
        }

        if (body.HasData)
        {
            authorityKeyId = ReadAuthorityKeyId(body.ReadSequence(Extensions).ReadSequence());
        }
    }

    /// <summary>Reads a list, PEM or DER. Never throws on any input.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out RevocationList? list)
    {
        try
        {
            list = new RevocationList(PemEncoding.TryFindUtf8(bytes.Span, out var fields)
                ? Convert.FromBase64String(System.Text.Encoding.ASCII.GetString(bytes.Span[fields.Base64Data]))
                : bytes);
            return true;
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException or FormatException)
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
        authorityKeyId.Length > 0
        && issuer.SubjectKeyId.Span.SequenceEqual(authorityKeyId)
        && serialNumbers.Contains(certificate.SerialNumber)
        && issuer.Signed(signedPart, signatureAlgorithm, signature);

    private static void ReadTime(AsnReader reader)
    {
        if (reader.PeekTag().TagValue == (int)UniversalTagNumber.UtcTime)
        {
            reader.ReadUtcTime();
        }
        else
        {
            reader.ReadGeneralizedTime();
        }
    }

    private static byte[] ReadAuthorityKeyId(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            if (extension.ReadObjectIdentifier() != AuthorityKeyIdOid)
            {
                continue;
            }

            if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
            {
                extension.ReadBoolean();
            }

            var value = new AsnReader(extension.ReadOctetString(), AsnEncodingRules.DER).ReadSequence();
            return value.HasData && value.PeekTag().HasSameClassAndValue(KeyIdentifier) ? value.ReadOctetString(KeyIdentifier) : [];
        }

        return [];
    }
}
