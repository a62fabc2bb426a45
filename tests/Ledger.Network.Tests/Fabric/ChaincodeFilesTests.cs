using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Ledger.Network.Tests;

public sealed class ChaincodeFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Channels that run know this id: whoever changes it must define the chaincode anew on every one of them.</summary>
    [Fact]
    public void The_package_is_the_same_on_every_machine() =>
        Assert.Equal("ledger_1:9dfea6809c6e55810a52d244e9039ba414408a54f7307336bfd4507d133b14d4", ChaincodeFiles.Package.Id);

    [Fact]
    public void A_peer_gets_address_root_and_its_own_certificate_for_the_chaincode()
    {
        var files = Open("tax");

        using var configuration = JsonDocument.Parse(files.BuilderConfiguration());
        var values = configuration.RootElement;
        Assert.Equal(["address", "client_cert", "client_key", "root_cert"], values.EnumerateObject().Select(value => value.Name).Order(StringComparer.Ordinal));
        Assert.Equal("127.0.0.1:9999", values.GetProperty("address").GetString());
        using var root = X509Certificate2.CreateFromPem(values.GetProperty("root_cert").GetString());
        using var peer = X509Certificate2.CreateFromPem(values.GetProperty("client_cert").GetString(), values.GetProperty("client_key").GetString());
        using var server = X509Certificate2.CreateFromPemFile(Setting(files, "CHAINCODE_TLS_CERT"), Setting(files, "CHAINCODE_TLS_KEY"));
        Assert.True(IssuedBy(root, peer));
        Assert.True(IssuedBy(root, server));
        Assert.NotEqual(peer.Thumbprint, server.Thumbprint);
        Assert.True(server.MatchesHostname("127.0.0.1"));
    }

    [Fact]
    public void One_department_s_peer_can_not_call_another_s_chaincode()
    {
        var (tax, finance) = (Open("tax"), Open("finance"));

        using var root = X509CertificateLoader.LoadCertificateFromFile(Setting(finance, "CHAINCODE_CLIENT_CA_CERT"));
        using var configuration = JsonDocument.Parse(tax.BuilderConfiguration());
        using var peer = X509Certificate2.CreateFromPem(configuration.RootElement.GetProperty("client_cert").GetString());
        Assert.False(IssuedBy(root, peer));
    }

    [Fact]
    public void Certificates_are_made_once_for_what_is_installed_names_them()
    {
        var first = Open("tax").BuilderConfiguration();

        Assert.Equal(first, Open("tax").BuilderConfiguration());
    }

    [Fact]
    public void What_holds_the_peer_s_key_is_its_owner_s_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no file modes");
        Open("tax");

        foreach (var file in (string[])["builder.json", "peer.key", "server.key"])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder["tax"], file)));
    }

    private ChaincodeFiles Open(string department) =>
        ChaincodeFiles.OpenOrMake(new FabricMember(department), folder[department], "127.0.0.1:9999", TimeProvider.System);

    private static string Setting(ChaincodeFiles files, string name) => files.Settings.Single(setting => setting.Key == name).Value;

    private static bool IssuedBy(X509Certificate2 root, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
