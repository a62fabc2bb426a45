using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Fabric.Protos;
using static Ledger.Fabric.Protocol.Tests.ReadMembership;
using static Ledger.Fabric.Protos.MSPRole.Types;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Which keys members and authorities may have, and how an organisation hashes.</summary>
public sealed class MemberKeyTests
{
    [Theory]
    [InlineData("nistP224")]
    [InlineData("nistP256")]
    [InlineData("nistP384")]
    [InlineData("nistP521")]
    public void Keys_on_the_four_curves_that_Fabric_takes_are_members_and_sign_with_a_low_s(string curve)
    {
        using var organisation = new TestOrganisation("Tax");
        var member = organisation.IssueOn(ECCurve.CreateFromFriendlyName(curve), "someone", "peer");
        var certificate = Certificate(member);
        var signature = member.Sign([1, 2, 3]);

        Assert.Null(Read(organisation.Definition()).MemberFault(certificate));
        Assert.True(certificate.Verify(signature, [1, 2, 3]));
        Assert.False(certificate.Verify(signature, [1, 2]));
        Assert.False(certificate.Verify(TestIdentity.WithOtherS(signature, TestIdentity.OrderOf(member.Key)), [1, 2, 3]));
    }

    [Fact]
    public void Keys_on_other_curves_are_not_read()
    {
        using var organisation = new TestOrganisation("Tax");
        var member = organisation.IssueOn(ECCurve.NamedCurves.brainpoolP256r1, "someone", "peer");

        Assert.False(MemberCertificate.TryReadDer(member.Certificate.RawData, out _, out var fault));
        Assert.Contains("P-256", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_Ed25519_key_is_a_members_where_the_channel_allows_it()
    {
        using var organisation = new TestOrganisation("Tax");
        var member = organisation.IssueEd25519("someone", "peer");
        var certificate = Certificate(member);
        var signature = member.Sign([1, 2, 3]);
        Assert.True(Membership.TryRead(organisation.Definition().ToByteString(), allowsEd25519: true, out var allowing, out _));

        Assert.Null(allowing.MemberFault(certificate));
        Assert.Contains("Ed25519", Read(organisation.Definition()).MemberFault(certificate), StringComparison.Ordinal);
        Assert.True(certificate.Verify(signature, [1], [2, 3]));
        for (var i = 0; i < signature.Length; i++)
        {
            var changed = (byte[])signature.Clone();
            changed[i] ^= 1;
            Assert.False(certificate.Verify(changed, [1, 2, 3]));
        }
    }

    /// <summary>Keys and signatures of small order, on which libraries differ: what is seen here is what Fabric's own says.</summary>
    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000", "0100000000000000000000000000000000000000000000000000000000000000", true)]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080", "0100000000000000000000000000000000000000000000000000000000000000", true)]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "0100000000000000000000000000000000000000000000000000000000000000", true)]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", false)]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000", "0100000000000000000000000000000000000000000000000000000000000080", false)]
    [InlineData("0200000000000000000000000000000000000000000000000000000000000000", "0100000000000000000000000000000000000000000000000000000000000000", false)]
    public void Corners_of_Ed25519_are_those_of_Fabrics_language(string key, string first, bool holds)
    {
        byte[] signature = [.. Convert.FromHexString(first), .. new byte[32]];

        Assert.Equal(holds, new Ed25519MemberKey(Convert.FromHexString(key)).VerifyMember(default, signature, [1], default, default));
    }

    [Fact]
    public void An_authority_may_have_an_RSA_key_and_a_member_not()
    {
        using var rsa = RSA.Create(2048);
        using var root = new TestAuthority("root", key: rsa);
        using var intermediate = new TestAuthority("intermediate", root, key: ECDsa.Create(ECCurve.NamedCurves.nistP384));
        var both = Read(new FabricMSPConfig
        {
            Name = "TaxMSP",
            RootCerts = { ByteString.CopyFromUtf8(root.Pem) },
            IntermediateCerts = { ByteString.CopyFromUtf8(intermediate.Pem) }
        });
        var direct = new FabricMSPConfig { Name = "TaxMSP", RootCerts = { ByteString.CopyFromUtf8(root.Pem) } };
        var (one, other) = (root.Issue("someone", []), root.Issue("other", []));

        Assert.Null(both.MemberFault(Certificate(intermediate.Issue("someone", []))));
        Assert.Null(Read(direct).MemberFault(Certificate(one)));
        direct.RevocationList.Add(ByteString.CopyFrom(root.RevocationList(one.Certificate)));
        Assert.Contains("revoked", Read(direct).MemberFault(Certificate(one)), StringComparison.Ordinal);
        Assert.Null(Read(direct).MemberFault(Certificate(other)));
        Assert.Contains("RSA", Read(direct).MemberFault(Certificate((root.Issue("rsa", [], new PublicKey(rsa)), other.Key))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_organisation_may_hash_with_SHA3()
    {
        Assert.SkipUnless(SHA3_256.IsSupported, "The platform has no SHA-3.");
        using var organisation = new TestOrganisation("Tax");
        var definition = organisation.Definition();
        definition.CryptoConfig = new FabricCryptoConfig { SignatureHashFamily = "SHA3", IdentityIdentifierHashFunction = "SHA3_256" };
        var membership = Read(definition);
        var plain = organisation.Issue("someone", "peer");
        var member = new TestIdentity(plain.MspId, plain.Certificate, plain.Key) { Hash = HashAlgorithmName.SHA3_256 };

        Assert.Null(membership.MemberFault(Certificate(member)));
        Assert.True(membership.Verify(Certificate(member), member.Sign([1, 2]), [1], [2], default));
        Assert.False(membership.Verify(Certificate(plain), plain.Sign([1, 2]), [1], [2], default));
    }
}
