using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Client.Tests;

/// <summary>What the issuing and installing of an operator's certificate refuses.</summary>
public sealed class OperatorCertificatesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("ledger-operator-").FullName;
    private readonly X509Certificate2 root = Root("tax");
    private readonly ClientProfile like;

    public OperatorCertificatesTests()
    {
        File.WriteAllText(In("policy"), "policy\n");
        File.WriteAllText(In("signers"), "signers\n");
        File.WriteAllText(In("root"), root.ExportCertificatePem());
        like = new ClientProfile
        {
            Name = "tax-administrator",
            Origin = "ledger.example/town",
            Organisation = "tax",
            Department = "tax",
            Services = new Dictionary<string, ServiceAddress>(StringComparer.Ordinal),
            Roots = new Dictionary<string, string>(StringComparer.Ordinal) { ["tax"] = "root" },
            Certificate = "certificate.pem",
            Key = "certificate.key",
            Policy = "policy",
            Signers = "signers",
            Signer = new SignerFiles { Certificate = "signer.pem", Key = "signer.key" },
        }.Save(folder);
    }

    public void Dispose()
    {
        root.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_new_profile_has_its_own_key_and_nobody_elses()
    {
        var profile = OperatorCertificates.Begin(like, In("clerk"), "林舒");

        Assert.Null(profile.Signer);
        Assert.Equal(
            ["policy.txt", "profile.json", "request.csr", "request.key", "roots/tax.pem", "signers.pem"],
            Directory.GetFiles(In("clerk"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(In("clerk"), file))
                .Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(In("clerk/request.key")));
        Assert.Contains("exists", Assert.Throws<ProfileException>(() => OperatorCertificates.Begin(like, In("clerk"), "林舒")).English, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_issued_is_for_that_key_and_name_alone()
    {
        using var issued = Issued(OperatorCertificates.Begin(like, In("clerk"), "林舒"));

        Assert.Equal("林舒", OperatorCertificates.NameOf(issued.SubjectName));
        OperatorCertificates.RequireIssued(like, issued);
        Assert.False(issued.HasPrivateKey);
        Assert.Equal(Now.AddDays(30), new DateTimeOffset(issued.NotAfter));
    }

    [Fact]
    public void A_request_that_was_changed_or_is_another_organisations_or_outlasts_the_root_is_refused()
    {
        var text = Request(OperatorCertificates.Begin(like, In("clerk"), "林舒"));
        using var other = Root("registration");
        var lines = text.Split('\n');
        lines[2] = (lines[2][0] == 'A' ? "B" : "A") + lines[2][1..];

        Refused("", () => OperatorCertificates.Issue(string.Join('\n', lines), root, OperatorCertificates.Operator, Now.AddDays(30), Now));
        Refused("", () => OperatorCertificates.Issue("no request", root, OperatorCertificates.Operator, Now.AddDays(30), Now));
        Refused("'tax'", () => OperatorCertificates.Issue(text, other, OperatorCertificates.Operator, Now.AddDays(30), Now));
        Refused("longer than the root", () => OperatorCertificates.Issue(text, root, OperatorCertificates.Operator, Now.AddYears(20), Now));
    }

    [Theory]
    [InlineData("node")]
    [InlineData("signer")]
    public void A_request_for_another_role_than_an_operators_is_refused(string role)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var text = new CertificateRequest($"CN=x, OU={role}, O=tax", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();

        Refused(role, () => OperatorCertificates.Issue(text, root, OperatorCertificates.Operator, Now.AddDays(30), Now));
    }

    [Fact]
    public void A_request_does_not_choose_the_role_that_it_gets()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var text = new CertificateRequest("CN=x, OU=administrator, O=tax", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();

        Refused("'administrator'", () => OperatorCertificates.Issue(text, root, OperatorCertificates.Operator, Now.AddDays(30), Now));
        using var meant = OperatorCertificates.Issue(text, root, OperatorCertificates.Administrator, Now.AddDays(30), Now);
        Assert.Equal(OperatorCertificates.Administrator, OperatorCertificates.RoleOf(meant.SubjectName));
        Refused("'operator'", () => OperatorCertificates.Issue(
            Request(OperatorCertificates.Begin(like, In("clerk"), "林舒")), root, OperatorCertificates.Administrator, Now.AddDays(30), Now));
    }

    [Fact]
    public void Only_the_certificate_of_the_own_request_is_installed_and_only_while_it_is_valid()
    {
        var profile = OperatorCertificates.Begin(like, In("clerk"), "林舒");
        using var issued = Issued(profile);
        using var others = Issued(OperatorCertificates.Begin(like, In("other"), "林舒"));

        Refused("key", () => OperatorCertificates.Install(profile, others, Now));
        Refused("not now", () => OperatorCertificates.Install(profile, issued, Now.AddDays(31)));
        var installed = OperatorCertificates.Install(profile, issued, Now);

        Assert.Equal(installed.Certificate, ClientProfile.Load(In("clerk")).Certificate);
        using (var present = X509Certificate2.CreateFromPemFile(installed.PathOf(installed.Certificate), installed.PathOf(installed.Key)))
            Assert.True(present.HasPrivateKey);
        Assert.Contains(
            "no request", Assert.Throws<ProfileException>(() => OperatorCertificates.Install(installed, issued, Now)).English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renewal_keeps_the_present_certificate_until_the_next_one_is_installed()
    {
        var profile = OperatorCertificates.Begin(like, In("clerk"), "林舒");
        Assert.Contains("waiting", Assert.Throws<ProfileException>(() => OperatorCertificates.Renew(profile, null)).English, StringComparison.Ordinal);
        using var first = Issued(profile);
        var installed = OperatorCertificates.Install(profile, first, Now);

        OperatorCertificates.Renew(installed, null);

        Assert.Equal(installed.Certificate, ClientProfile.Load(In("clerk")).Certificate);
        using var second = Issued(installed);
        Assert.Equal("林舒", OperatorCertificates.NameOf(second.SubjectName));
        Assert.NotEqual(first.GetPublicKeyString(), second.GetPublicKeyString());
        var renewed = OperatorCertificates.Install(installed, second, Now);
        Assert.NotEqual(installed.Certificate, renewed.Certificate);
        Assert.True(File.Exists(installed.PathOf(installed.Certificate)));
    }

    private static void Refused(string why, Func<object> act) =>
        Assert.Contains(why, Assert.Throws<CertificateFaultException>(act).English, StringComparison.Ordinal);

    private X509Certificate2 Issued(ClientProfile profile)
        => OperatorCertificates.Issue(Request(profile), root, OperatorCertificates.Operator, Now.AddDays(30), Now);

    private static string Request(ClientProfile profile) => File.ReadAllText(profile.PathOf(OperatorCertificates.RequestFile));

    private static X509Certificate2 Root(string organisation)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={organisation} root, O={organisation}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(Now.AddDays(-2), Now.AddYears(5));
    }

    private string In(string name) => Path.Combine(folder, name);
}
