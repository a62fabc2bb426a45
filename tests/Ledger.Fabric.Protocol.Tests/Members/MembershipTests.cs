using Google.Protobuf;
using Ledger.Fabric.Protos;
using static Ledger.Fabric.Protocol.Tests.ReadMembership;
using static Ledger.Fabric.Protos.MSPRole.Types;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Who is a member of an organisation, and in which role.</summary>
public sealed class MembershipTests
{
    [Theory]
    [InlineData("client", MSPRoleType.Client)]
    [InlineData("peer", MSPRoleType.Peer)]
    [InlineData("admin", MSPRoleType.Admin)]
    [InlineData("orderer", MSPRoleType.Orderer)]
    public void The_unit_of_a_certificate_tells_its_role(string unit, MSPRoleType role)
    {
        using var organisation = new TestOrganisation("Tax");
        var membership = Read(organisation.Definition());
        var certificate = Certificate(organisation.Issue("someone", unit, "department"));

        Assert.Null(membership.MemberFault(certificate));
        Assert.Equal(["Member", role.ToString()], Enum.GetValues<MSPRoleType>().Where(r => membership.Satisfies(certificate, Principals.Role("TaxMSP", r)))
            .Select(r => r.ToString()));
    }

    [Fact]
    public void A_role_in_another_organisation_is_not_had()
    {
        using var organisation = new TestOrganisation("Tax");

        Assert.False(Read(organisation.Definition())
            .Satisfies(Certificate(organisation.Issue("someone", "peer")), Principals.Role("FinanceMSP", MSPRoleType.Member)));
    }

    [Fact]
    public void Without_a_unit_or_with_two_nobody_is_a_member()
    {
        using var organisation = new TestOrganisation("Tax");
        var membership = Read(organisation.Definition());

        Assert.Contains("0 of the units", membership.MemberFault(Certificate(organisation.Issue("someone"))), StringComparison.Ordinal);
        Assert.Contains("2 of the units", membership.MemberFault(Certificate(organisation.Issue("someone", "peer", "client"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_roles_an_administrator_is_one_who_is_listed()
    {
        using var organisation = new TestOrganisation("Tax");
        var definition = organisation.Definition();
        definition.FabricNodeOus = null;
        var admin = organisation.Issue("admin", "admin");
        definition.Admins.Add(ByteString.CopyFromUtf8(admin.CertificatePem));
        var membership = Read(definition);

        Assert.True(membership.Satisfies(Certificate(admin), Principals.Role("TaxMSP", MSPRoleType.Admin)));
        Assert.False(membership.Satisfies(Certificate(organisation.Issue("other", "admin")), Principals.Role("TaxMSP", MSPRoleType.Admin)));
        Assert.False(membership.Satisfies(Certificate(organisation.Issue("peer", "peer")), Principals.Role("TaxMSP", MSPRoleType.Peer)));
        Assert.True(membership.Satisfies(Certificate(organisation.Issue("nobody")), Principals.Role("TaxMSP", MSPRoleType.Member)));
    }

    [Fact]
    public void A_certificate_of_another_authority_of_the_same_name_is_no_members()
    {
        using var organisation = new TestOrganisation("Tax");
        using var twin = new TestOrganisation("Tax");

        Assert.Contains("no authority", Read(organisation.Definition()).MemberFault(Certificate(twin.Issue("someone", "peer"))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_authority_is_no_member()
    {
        using var organisation = new TestOrganisation("Tax");
        Assert.True(MemberCertificate.TryReadPem(ByteString.CopyFromUtf8(organisation.Authority.Pem).Span, out var authority, out _));

        Assert.Contains("authority's certificate", Read(organisation.Definition()).MemberFault(authority), StringComparison.Ordinal);
    }

    [Fact]
    public void With_intermediate_authorities_only_they_issue_members()
    {
        using var root = new TestAuthority("root");
        using var intermediate = new TestAuthority("intermediate", root);
        var definition = new FabricMSPConfig
        {
            Name = "TaxMSP",
            RootCerts = { ByteString.CopyFromUtf8(root.Pem) },
            IntermediateCerts = { ByteString.CopyFromUtf8(intermediate.Pem) }
        };
        var membership = Read(definition);

        Assert.Null(membership.MemberFault(Certificate(intermediate.Issue("someone", []))));
        Assert.Contains("issues intermediate authorities", membership.MemberFault(Certificate(root.Issue("someone", []))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_intermediate_authority_not_listed_issues_no_members()
    {
        using var root = new TestAuthority("root");
        using var intermediate = new TestAuthority("intermediate", root);
        var membership = Read(new FabricMSPConfig { Name = "TaxMSP", RootCerts = { ByteString.CopyFromUtf8(root.Pem) } });

        Assert.NotNull(membership.MemberFault(Certificate(intermediate.Issue("someone", []))));
    }

    [Fact]
    public void A_member_issues_no_members()
    {
        using var organisation = new TestOrganisation("Tax");
        var definition = organisation.Definition();
        var member = organisation.Issue("member", "peer");
        definition.IntermediateCerts.Add(ByteString.CopyFromUtf8(member.CertificatePem));
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=child", member.Key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var child = request.Create(
            member.Certificate.SubjectName, System.Security.Cryptography.X509Certificates.X509SignatureGenerator.CreateForECDsa(member.Key),
            new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), [1]);
        Assert.True(MemberCertificate.TryReadDer(child.RawData, out var certificate, out _));

        Assert.NotNull(Read(definition).MemberFault(certificate));
    }

    [Fact]
    public void A_revoked_certificate_is_no_members()
    {
        using var organisation = new TestOrganisation("Tax");
        var (revoked, kept) = (organisation.Issue("revoked", "peer"), organisation.Issue("kept", "peer"));
        organisation.RevocationList = organisation.Authority.RevocationList(revoked.Certificate);
        var membership = Read(organisation.Definition());

        Assert.Contains("revoked", membership.MemberFault(Certificate(revoked)), StringComparison.Ordinal);
        Assert.Null(membership.MemberFault(Certificate(kept)));
    }

    [Fact]
    public void A_revocation_list_of_another_authority_revokes_nothing()
    {
        using var organisation = new TestOrganisation("Tax");
        using var other = new TestOrganisation("Tax");
        var member = organisation.Issue("member", "peer");
        organisation.RevocationList = other.Authority.RevocationList(member.Certificate);

        Assert.Null(Read(organisation.Definition()).MemberFault(Certificate(member)));
    }

    [Fact]
    public void A_certificate_that_has_expired_is_still_a_members()
    {
        using var organisation = new TestOrganisation("Tax");
        var from = new DateTimeOffset(2024, 2, 1, 0, 0, 0, TimeSpan.Zero);
        var (certificate, _) = organisation.Authority.Issue("someone", ["peer"], notBefore: from, notAfter: from.AddDays(1));
        Assert.True(MemberCertificate.TryReadDer(certificate.RawData, out var expired, out _));

        Assert.Null(Read(organisation.Definition()).MemberFault(expired));
    }

    [Fact]
    public void A_certificate_older_than_its_authority_is_no_members()
    {
        using var authority = new TestAuthority("late", notBefore: new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var membership = Read(new FabricMSPConfig { Name = "TaxMSP", RootCerts = { ByteString.CopyFromUtf8(authority.Pem) } });

        Assert.Contains("not valid when", membership.MemberFault(Certificate(authority.Issue("someone", []))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_principal_may_be_one_identity()
    {
        using var organisation = new TestOrganisation("Tax");
        var membership = Read(organisation.Definition());
        var (one, other) = (organisation.Issue("one", "peer"), organisation.Issue("other", "peer"));
        var principal = new MSPPrincipal { PrincipalClassification = MSPPrincipal.Types.Classification.Identity, Principal = one.Serialized };

        Assert.True(membership.Satisfies(Certificate(one), principal));
        Assert.False(membership.Satisfies(Certificate(other), principal));
    }

    [Fact]
    public void A_principal_may_be_a_unit_under_an_authority()
    {
        using var organisation = new TestOrganisation("Tax");
        var membership = Read(organisation.Definition());
        var certificate = Certificate(organisation.Issue("one", "peer", "valuation"));
        // Fabric hashes certificates with a low s, as it keeps them.
        var raw = organisation.Authority.Certificate.RawData;
        var low = DerSignature.HasLowS(SignatureOf(raw)) ? raw : WithOtherS(raw);
        var authority = ByteString.CopyFrom(System.Security.Cryptography.SHA256.HashData(low));

        Assert.True(membership.Satisfies(certificate, Unit("valuation", authority)));
        Assert.False(membership.Satisfies(certificate, Unit("cadastre", authority)));
        Assert.False(membership.Satisfies(certificate, Unit("valuation", ByteString.CopyFrom(new byte[32]))));

        static MSPPrincipal Unit(string name, ByteString certifier) => new()
        {
            PrincipalClassification = MSPPrincipal.Types.Classification.OrganizationUnit,
            Principal = new OrganizationUnit { MspIdentifier = "TaxMSP", OrganizationalUnitIdentifier = name, CertifiersIdentifier = certifier }.ToByteString(),
        };
    }

    [Fact]
    public void A_combined_principal_asks_for_all_its_parts()
    {
        using var organisation = new TestOrganisation("Tax");
        var membership = Read(organisation.Definition());
        var certificate = Certificate(organisation.Issue("one", "peer"));

        Assert.True(membership.Satisfies(certificate, Combined(MSPRoleType.Member, MSPRoleType.Peer)));
        Assert.False(membership.Satisfies(certificate, Combined(MSPRoleType.Peer, MSPRoleType.Admin)));
        Assert.False(membership.Satisfies(certificate, Combined()));

        static MSPPrincipal Combined(params MSPRoleType[] roles) => new()
        {
            PrincipalClassification = MSPPrincipal.Types.Classification.Combined,
            Principal = new CombinedPrincipal { Principals = { roles.Select(r => Principals.Role("TaxMSP", r)) } }.ToByteString(),
        };
    }

    [Fact]
    public void A_principal_that_cannot_be_read_is_satisfied_by_nobody()
    {
        using var organisation = new TestOrganisation("Tax");
        var membership = Read(organisation.Definition());
        var certificate = Certificate(organisation.Issue("one", "peer"));

        Assert.All(Enum.GetValues<MSPPrincipal.Types.Classification>(), c =>
            Assert.False(membership.Satisfies(certificate, new MSPPrincipal { PrincipalClassification = c, Principal = ByteString.CopyFrom(0xff) })));
    }

    [Fact]
    public void An_ambiguous_unit_counts_under_the_authority_named_only()
    {
        using var organisation = new TestOrganisation("Tax");
        using var second = new TestAuthority("second");
        var definition = organisation.Definition();
        definition.RootCerts.Add(ByteString.CopyFromUtf8(second.Pem));

        Assert.Contains("does not count under", Read(definition).MemberFault(Certificate(second.Issue("someone", ["peer"]))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void What_of_a_definition_cannot_be_read_costs_all_its_members_and_is_said(int part)
    {
        using var organisation = new TestOrganisation("Tax");
        var definition = organisation.Definition();
        switch (part)
        {
            case 0:
                definition.RootCerts.Clear();
                break;
            case 1:
                definition.RootCerts[0] = Garbage;
                break;
            case 2:
                definition.RevocationList.Add(Garbage);
                break;
            case 3:
                definition.RevocationList.Add(ByteString.CopyFrom(organisation.Authority.Certificate.RawData));
                break;
            case 4:
                definition.CryptoConfig = new FabricCryptoConfig { SignatureHashFamily = "MD5" };
                break;
            default:
                definition.FabricNodeOus.PeerOuIdentifier.Certificate = Garbage;
                break;
        }

        var membership = Read(definition);

        Assert.NotNull(membership.MemberFault(Certificate(organisation.Issue("someone", "peer"))));
        Assert.Equal(part == 0, membership.Unread.Count == 0);
        Assert.All(membership.Unread, text => Assert.Contains("TaxMSP", text, StringComparison.Ordinal));
    }

    [Fact]
    public void An_authority_or_administrator_that_cannot_be_read_costs_no_members_of_others()
    {
        using var organisation = new TestOrganisation("Tax");
        var definition = organisation.Definition();
        definition.RootCerts.Add(Garbage);
        definition.IntermediateCerts.Add(Garbage);
        definition.Admins.Add(Garbage);
        var membership = Read(definition);

        Assert.Equal(3, membership.Unread.Count);
        Assert.Null(membership.MemberFault(Certificate(organisation.Issue("someone", "peer"))));
    }

    [Fact]
    public void Bytes_that_are_no_definition_are_a_fault() => Assert.False(Membership.TryRead(ByteString.CopyFrom(0xff), out _, out _));

    [Fact]
    public void An_authority_renewed_with_its_key_issues_members_beside_the_old_one()
    {
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var old = new TestAuthority("root", notAfter: start.AddYears(1));
        using var renewed = new TestAuthority("root", notBefore: start.AddMonths(11), key: old.Key);
        var membership = Read(new FabricMSPConfig { Name = "TaxMSP", RootCerts = { ByteString.CopyFromUtf8(old.Pem), ByteString.CopyFromUtf8(renewed.Pem) } });

        Assert.Null(membership.MemberFault(Certificate(old.Issue("early", [], notBefore: start.AddMonths(1)))));
        Assert.Null(membership.MemberFault(Certificate(old.Issue("late", [], notBefore: start.AddMonths(20)))));
        Assert.Contains("not valid when", membership.MemberFault(Certificate(old.Issue("before", [], notBefore: start.AddMonths(-1)))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Authorities_may_stand_one_below_the_other_many_times()
    {
        var authorities = new List<TestAuthority> { new("root") };
        for (var i = 0; i < 20; i++)
            authorities.Add(new TestAuthority($"authority {i}", authorities[^1]));
        var definition = new FabricMSPConfig { Name = "TaxMSP", RootCerts = { ByteString.CopyFromUtf8(authorities[0].Pem) } };
        definition.IntermediateCerts.AddRange(authorities.Skip(1).Select(a => ByteString.CopyFromUtf8(a.Pem)));

        Assert.Null(Read(definition).MemberFault(Certificate(authorities[^1].Issue("someone", []))));
        authorities.ForEach(a => a.Dispose());
    }

    [Fact]
    public void Authorities_that_issued_each_other_without_a_root_end_in_no_path()
    {
        using var one = new TestAuthority("one");
        using var other = new TestAuthority("other");
        using var oneByOther = new TestAuthority("one", other, key: one.Key);
        using var otherByOne = new TestAuthority("other", one, key: other.Key);
        using var root = new TestAuthority("root");
        var definition = new FabricMSPConfig { Name = "TaxMSP", RootCerts = { ByteString.CopyFromUtf8(root.Pem) } };
        definition.IntermediateCerts.AddRange([ByteString.CopyFromUtf8(oneByOther.Pem), ByteString.CopyFromUtf8(otherByOne.Pem)]);

        Assert.Contains("no authority", Read(definition).MemberFault(Certificate(one.Issue("someone", []))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.5.29.30", "3009A00730058203612E62", true)]
    [InlineData("2.5.29.32", "300630040602 2A03", true)]
    [InlineData("2.5.29.36", "3003800100", true)]
    [InlineData("1.2.3.4", "0500", false)]
    public void Critical_extensions_of_an_authority_that_Fabric_understands_are_no_fault(string oid, string value, bool understood)
    {
        using var root = new TestAuthority(
            "root", extensions: new System.Security.Cryptography.X509Certificates.X509Extension(
                oid, Convert.FromHexString(value.Replace(" ", "", StringComparison.Ordinal)), critical: true));
        var fault = Read(new FabricMSPConfig { Name = "TaxMSP", RootCerts = { ByteString.CopyFromUtf8(root.Pem) } })
            .MemberFault(Certificate(root.Issue("someone", [])));

        Assert.Equal(understood, fault is null);
    }

    [Fact]
    public void An_authority_for_a_unit_is_known_by_what_it_is_whatever_the_sign_of_the_s_in_its_certificate()
    {
        using var organisation = new TestOrganisation("Tax");
        var definition = organisation.Definition();
        definition.FabricNodeOus.PeerOuIdentifier.Certificate = Pem(WithOtherS(organisation.Authority.Certificate.RawData));
        var peer = organisation.Issue("someone", "peer");
        Assert.True(MemberCertificate.TryReadDer(WithOtherS(peer.Certificate.RawData), out var flipped, out _));

        Assert.Null(Read(definition).MemberFault(Certificate(peer)));
        Assert.Null(Read(definition).MemberFault(flipped));
        Assert.True(Read(definition)
            .Satisfies(flipped, new MSPPrincipal { PrincipalClassification = MSPPrincipal.Types.Classification.Identity, Principal = peer.Serialized }));
        Assert.NotEqual(Certificate(peer).Fingerprint, flipped.Fingerprint);
    }

    [Fact]
    public void Changed_certificates_are_faults_and_no_exceptions()
    {
        using var organisation = new TestOrganisation("Tax");
        var membership = Read(organisation.Definition());
        var der = organisation.Issue("someone", "peer").Certificate.RawData;
        for (var i = 0; i < der.Length; i++)
        {
            var changed = (byte[])der.Clone();
            changed[i] ^= (byte)(1 << (i % 8));
            if (MemberCertificate.TryReadDer(changed, out var certificate, out _))
                Assert.NotNull(membership.MemberFault(certificate));
            MemberCertificate.TryReadDer(der.AsSpan(0, i), out _, out _);
        }
    }

    private static ByteString Garbage => ByteString.CopyFromUtf8("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

    private static ByteString Pem(byte[] der) => ByteString.CopyFromUtf8(System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", der) + "\n");

    private static byte[] SignatureOf(byte[] certificate)
    {
        var fields = new System.Formats.Asn1.AsnReader(certificate, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        fields.ReadEncodedValue();
        fields.ReadEncodedValue();
        return fields.ReadBitString(out _);
    }

    private static byte[] WithOtherS(byte[] certificate)
    {
        var fields = new System.Formats.Asn1.AsnReader(certificate, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(fields.ReadEncodedValue().Span);
            writer.WriteEncodedValue(fields.ReadEncodedValue().Span);
            writer.WriteBitString(TestIdentity.WithHighS(fields.ReadBitString(out _)));
        }

        return writer.Encode();
    }
}
