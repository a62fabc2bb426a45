using System.Formats.Asn1;

namespace Ledger.Fabric.Protocol;

/// <summary>What a certificate's bytes say, read as Fabric's language reads them (Go's <c>crypto/x509</c>).</summary>
internal sealed class CertificateFields
{
    private const byte Version = 0xA0;
    private const byte IssuerId = 0x81;
    private const byte SubjectId = 0x82;
    private const byte Extensions = 0xA3;
    private const int KeyCertSign = 0x04;

    private const string SubjectKeyIdOid = "551d0e";
    private const string KeyUsageOid = "551d0f";
    private const string BasicConstraintsOid = "551d13";

    /// <summary>
    /// Extensions that Go understands: key usage, alternative name, basic constraints, name constraints, policies, policy
    /// mappings and constraints, extended usage, any-policy.
    /// </summary>
    private static readonly HashSet<string> Understood = new(StringComparer.Ordinal)
    {
        KeyUsageOid, "551d11", BasicConstraintsOid, "551d1e", "551d1f", "551d20", "551d21", "551d24", "551d25", "551d36",
    };

    /// <exception cref="AsnContentException">The bytes are no certificate.</exception>
    public CertificateFields(ReadOnlySpan<byte> der)
    {
        var all = new DerReader(der);
        var outer = all.Enter(DerReader.Sequence);
        if (all.HasData)
            throw DerReader.Unreadable("bytes follow it");

        SignedPart = outer.TakeWhole(DerReader.Sequence).ToArray();
        var body = new DerReader(SignedPart).Enter(DerReader.Sequence);
        var version = 0;
        if (body.Is(Version))
            version = body.Enter(Version).TakeInteger() is [var number] ? number : throw DerReader.Unreadable("its version is not known");

        SerialNumber = Convert.ToHexStringLower(body.TakeInteger());
        var inner = body.Take(DerReader.Sequence);
        SignatureAlgorithmWhole = outer.TakeWhole(DerReader.Sequence).ToArray();
        SignatureAlgorithm = new DerReader(SignatureAlgorithmWhole).Take(DerReader.Sequence).ToArray();
        if (!inner.SequenceEqual(SignatureAlgorithm))
            throw DerReader.Unreadable("it names two algorithms of its signature");

        IssuerName = body.TakeWhole(DerReader.Sequence).ToArray();
        var validity = body.Enter(DerReader.Sequence);
        NotBefore = DerTime.Take(ref validity);
        NotAfter = DerTime.Take(ref validity);
        SubjectName = body.TakeWhole(DerReader.Sequence).ToArray();
        KeyInfo = body.TakeWhole(DerReader.Sequence).ToArray();
        foreach (var optional in new[] { IssuerId, SubjectId })
        {
            if (body.Is(optional))
                body.Take(optional);
        }

        if (version == 2 && body.Is(Extensions))
            ReadExtensions(body.Enter(Extensions).Enter(DerReader.Sequence));

        Signature = outer.TakeBits(out _);
        OrganizationalUnits = DistinguishedName.OrganizationalUnits(SubjectName);
    }

    public byte[] SignedPart { get; }

    /// <summary>Content of the <c>AlgorithmIdentifier</c>.</summary>
    public byte[] SignatureAlgorithm { get; }

    public byte[] SignatureAlgorithmWhole { get; }

    public byte[] Signature { get; }

    /// <summary>Lower-case hexadecimal, of the number's DER.</summary>
    public string SerialNumber { get; }

    public byte[] IssuerName { get; }

    public byte[] SubjectName { get; }

    public byte[] KeyInfo { get; }

    public long NotBefore { get; }

    public long NotAfter { get; }

    public IReadOnlyList<string> OrganizationalUnits { get; }

    public bool IsAuthority { get; private set; }

    public int? PathLength { get; private set; }

    /// <summary>An authority that its key usage, if it has one, lets sign certificates.</summary>
    public bool MayIssue { get; private set; }

    public byte[] SubjectKeyId { get; private set; } = [];

    /// <summary>Hexadecimal content of the first critical extension not understood.</summary>
    public string? UnknownCriticalExtension { get; private set; }

    private void ReadExtensions(DerReader extensions)
    {
        var maySign = true;
        while (extensions.HasData)
        {
            var extension = extensions.Enter(DerReader.Sequence);
            var oid = Convert.ToHexStringLower(extension.Take(DerReader.ObjectIdentifier));
            var critical = extension.Is(DerReader.Boolean) && extension.TakeBoolean();
            var value = new DerReader(extension.Take(DerReader.OctetString));
            switch (oid)
            {
                case SubjectKeyIdOid:
                    SubjectKeyId = value.Take(DerReader.OctetString).ToArray();
                    break;
                case KeyUsageOid:
                    maySign = MaySign(ref value);
                    break;
                case BasicConstraintsOid:
                    ReadConstraints(value.Enter(DerReader.Sequence));
                    break;
                default:
                    break;
            }

            UnknownCriticalExtension ??= critical && !Understood.Contains(oid) ? oid : null;
        }

        MayIssue = IsAuthority && maySign;
    }

    // A usage without any bit forbids nothing, for Go.
    private static bool MaySign(ref DerReader value)
    {
        var content = value.Take(DerReader.BitString);
        return content.Length < 2 || !content[1..].ContainsAnyExcept((byte)0) || (content[1] & KeyCertSign) != 0;
    }

    private void ReadConstraints(DerReader constraints)
    {
        IsAuthority = constraints.Is(DerReader.Boolean) && constraints.TakeBoolean();
        if (constraints.Is(DerReader.Integer))
        {
            var number = constraints.TakeInteger();
            if ((number[0] & 0x80) != 0)
                throw DerReader.Unreadable("its path length is negative");

            PathLength = number.TrimStart((byte)0) is { Length: <= 3 } small ? ValueOf(small) : int.MaxValue;
        }
    }

    private static int ValueOf(ReadOnlySpan<byte> bigEndian)
    {
        var value = 0;
        foreach (var part in bigEndian)
            value = (value << 8) | part;

        return value;
    }
}
