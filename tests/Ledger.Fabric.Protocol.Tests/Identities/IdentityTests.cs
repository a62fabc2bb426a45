using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

public sealed class IdentityTests : IDisposable
{
    private readonly TestOrganisation organisation = new("Tax");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("identity");

    public void Dispose()
    {
        organisation.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void An_identity_is_read_from_the_folder_that_fabrics_tools_write()
    {
        var member = organisation.Issue("clerk", "client");
        using var identity = SigningIdentity.FromMspFolder(Write(member, member.Key), "TaxMSP");

        Assert.Equal(member.Serialized, identity.Identity.Serialized);
        Verifies(identity, member);
    }

    [Fact]
    public void Of_several_keys_the_certificates_own_is_taken()
    {
        var (old, member) = (organisation.Issue("old", "client"), organisation.Issue("clerk", "client"));
        using var identity = SigningIdentity.FromMspFolder(Write(member, old.Key, member.Key), "TaxMSP");

        Verifies(identity, member);
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        var (other, member) = (organisation.Issue("other", "client"), organisation.Issue("clerk", "client"));
        var msp = Write(member, other.Key);

        Assert.Contains("not that of the certificate", Assert.Throws<FabricIdentityException>(() => SigningIdentity.FromMspFolder(msp, "TaxMSP")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_key_or_certificate_says_so()
    {
        var member = organisation.Issue("clerk", "client");
        var msp = Write(member);

        Assert.Contains("private key", Assert.Throws<FabricIdentityException>(() => SigningIdentity.FromMspFolder(msp, "TaxMSP")).Message,
            StringComparison.Ordinal);
        Assert.Contains("signcerts", Assert.Throws<FabricIdentityException>(() => SigningIdentity.FromMspFolder(Path.Combine(msp, "absent"), "TaxMSP")).Message,
            StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(msp, "signcerts", "second.pem"), member.CertificatePem);
        Assert.Contains("exactly one", Assert.Throws<FabricIdentityException>(() => SigningIdentity.FromMspFolder(msp, "TaxMSP")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_no_certificate_or_no_key_says_so()
    {
        var member = organisation.Issue("clerk", "client");

        Assert.Throws<FabricIdentityException>(() => SigningIdentity.FromPem("TaxMSP", "nonsense", member.Key.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<FabricIdentityException>(() => SigningIdentity.FromPem("TaxMSP", member.CertificatePem, "nonsense"));
    }

    [Fact]
    public void A_key_on_another_curve_is_refused()
    {
        var (certificate, key) = organisation.Authority.Issue("clerk", ["client"], curve: ECCurve.NamedCurves.nistP384);

        var e = Assert.Throws<FabricIdentityException>(
            () => SigningIdentity.FromPem("TaxMSP", certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem()));

        Assert.Contains("P-256", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_is_read_from_pkcs12()
    {
        var member = organisation.Issue("clerk", "client");
        using var withKey = member.Certificate.WithKey(member.Key);
        var path = Path.Combine(folder.FullName, "clerk.p12");
        await File.WriteAllBytesAsync(path, withKey.Export(X509ContentType.Pkcs12, "secret"), TestContext.Current.CancellationToken);

        using var identity = SigningIdentity.FromPkcs12(path, "secret", "TaxMSP");

        Verifies(identity, member);
        Assert.Throws<FabricIdentityException>(() => SigningIdentity.FromPkcs12(path, "wrong", "TaxMSP"));
        Assert.Throws<FabricIdentityException>(() => SigningIdentity.FromPkcs12(path + ".absent", "secret", "TaxMSP"));
    }

    [Fact]
    public void The_certificate_is_kept_byte_for_byte()
    {
        var pem = organisation.Issue("clerk", "client").CertificatePem + "\n";

        var identity = FabricIdentity.FromPem("TaxMSP", pem);

        Assert.Equal(pem, SerializedIdentity.Parser.ParseFrom(identity.Serialized).IdBytes.ToStringUtf8());
    }

    [Fact]
    public void A_high_s_becomes_low_and_a_low_one_stays()
    {
        var member = organisation.Issue("clerk", "client");
        var digest = SHA256.HashData("message"u8);
        var low = member.SignDigest(digest);
        var high = TestIdentity.WithHighS(low);

        Assert.True(DerSignature.HasLowS(low));
        Assert.False(DerSignature.HasLowS(high));
        Assert.Equal(low, DerSignature.WithLowS(high));
        Assert.Equal(low, DerSignature.WithLowS(low));
        Assert.True(member.Key.VerifyHash(digest, high, DSASignatureFormat.Rfc3279DerSequence));
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3000")]
    [InlineData("3006020101020101ff")]
    [InlineData("30070201010202007f")]
    [InlineData("3006020100020101")]
    [InlineData("3006020101020181")]
    [InlineData("308106020101020101")]
    [InlineData("3009020101020101020101")]
    public void Bytes_that_are_no_signature_are_refused(string hex)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.False(DerSignature.HasLowS(bytes));
        Assert.Throws<ArgumentException>(() => DerSignature.WithLowS(bytes));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:")]
    [InlineData(":7051")]
    [InlineData("")]
    public void A_peers_address_is_host_and_port(string address) =>
        Assert.Throws<ArgumentException>(
            () => PeerConnection.Open(new PeerConnectionOptions { Address = address, TlsRoots = [organisation.TlsAuthority.Certificate] }));

    [Fact]
    public void A_client_certificate_comes_with_its_key()
    {
        var member = organisation.Issue("clerk", "client");

        Assert.Throws<ArgumentException>(() => PeerConnection.Open(
            new PeerConnectionOptions
            {
                Address = "localhost:7051",
                TlsRoots = [organisation.TlsAuthority.Certificate],
                ClientCertificate = member.Certificate
            }));
    }

    private string Write(TestIdentity member, params ECDsa[] keys)
    {
        var msp = Path.Combine(folder.FullName, "msp");
        Directory.CreateDirectory(Path.Combine(msp, "signcerts"));
        Directory.CreateDirectory(Path.Combine(msp, "keystore"));
        File.WriteAllText(Path.Combine(msp, "signcerts", "cert.pem"), member.CertificatePem);
        for (var i = 0; i < keys.Length; i++)
            File.WriteAllText(Path.Combine(msp, "keystore", $"{i}_sk"), keys[i].ExportPkcs8PrivateKeyPem());
        return msp;
    }

    private static void Verifies(SigningIdentity identity, TestIdentity member)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes("message"));
        Assert.True(member.Key.VerifyHash(digest, identity.Sign(digest)));
    }
}
