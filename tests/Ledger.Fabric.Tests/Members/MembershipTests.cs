using Google.Protobuf;
using Ledger.Fabric.Protos;
using Ledger.Fabric.Tests.StandIn;
using static Ledger.Fabric.Protos.MSPRole.Types;

namespace Ledger.Fabric.Tests;

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
        Assert.Equal(["Member", role.ToString()], Enum.GetValues<MSPRoleType>().Where(r => membership.Satisfies(certificate, Principals.Role("TaxMSP", r))).Select(r => r.ToString()));
    }

    [Fact]
    public void A_role_in_another_organisation_is_not_had()
    {
        using var organisation = new TestOrganisation("Tax");

        Assert.False(Read(organisation.Definition()).Satisfies(Certificate(organisation.Issue("someone", "peer")), Principals.Role("FinanceMSP", MSPRoleType.Member)));
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
        var definition = new FabricMSPConfig { Name = "TaxMSP", RootCerts = { ByteString.CopyFromUtf8(root.Pem) }, IntermediateCerts = { ByteString.CopyFromUtf8(intermediate.Pem) } };
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
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=child", member.Key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var child = request.Create(
            member.Certificate.SubjectName, System.Security.Cryptography.X509Certificates.X509SignatureGenerator.CreateForECDsa(member.Key), new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), [1]);
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
        var authority = ByteString.CopyFrom(System.Security.Cryptography.SHA256.HashData(organisation.Authority.Certificate.RawData));

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
    public void A_definition_that_cannot_be_read_is_a_fault_and_no_exception(int part)
    {
        using var organisation = new TestOrganisation("Tax");
        var definition = organisation.Definition();
        var garbage = ByteString.CopyFromUtf8("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        switch (part)
        {
            case 0:
                definition.RootCerts.Clear();
                break;
            case 1:
                definition.RootCerts.Add(garbage);
                break;
            case 2:
                definition.Admins.Add(garbage);
                break;
            case 3:
                definition.RevocationList.Add(garbage);
                break;
            default:
                definition.FabricNodeOus.PeerOuIdentifier.Certificate = garbage;
                break;
        }

        Assert.False(Membership.TryRead(definition.ToByteString(), out _, out var fault));
        Assert.Contains("TaxMSP", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_on_another_curve_are_not_read()
    {
        using var organisation = new TestOrganisation("Tax");
        var (certificate, _) = organisation.Authority.Issue("someone", ["peer"], curve: System.Security.Cryptography.ECCurve.NamedCurves.nistP384);

        Assert.False(MemberCertificate.TryReadDer(certificate.RawData, out _, out var fault));
        Assert.Contains("P-256", fault, StringComparison.Ordinal);
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

    private static Membership Read(FabricMSPConfig definition)
    {
        Assert.True(Membership.TryRead(definition.ToByteString(), out var membership, out var fault), fault);
        return membership;
    }

    private static MemberCertificate Certificate(TestIdentity identity)
    {
        Assert.True(Member.TryRead(identity.Serialized, out var member, out var fault), fault);
        return member.Certificate;
    }

    private static MemberCertificate Certificate((System.Security.Cryptography.X509Certificates.X509Certificate2 Certificate, System.Security.Cryptography.ECDsa Key) issued)
    {
        Assert.True(MemberCertificate.TryReadDer(issued.Certificate.RawData, out var certificate, out var fault), fault);
        return certificate;
    }
}
