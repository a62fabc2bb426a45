
namespace Ledger.Fabric.Protocol.Tests;

public sealed class EnvironmentTests
{
    [Fact]
    public void The_usual_variables_make_options()
    {
        var options = ChaincodeEnvironment.Read(
            Variables(("CHAINCODE_SERVER_ADDRESS", "0.0.0.0:9999"), ("CHAINCODE_ID", "a:b"), ("CHAINCODE_TLS_DISABLED", "true")));
        Assert.Equal(("0.0.0.0:9999", "a:b"), (options.Listen.ToString(), options.PackageId));
        Assert.Null(options.Tls);
        Assert.Equal("c:d", ChaincodeEnvironment.Read(Variables(("CHAINCODE_SERVER_ADDRESS", ":9999"), ("CORE_CHAINCODE_ID_NAME", "c:d"))).PackageId);
    }

    [Fact]
    public void Tls_is_read_from_files()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            string Save(string name, string text)
            {
                var path = Path.Combine(folder.FullName, name);
                File.WriteAllText(path, text);
                return path;
            }

            var authority = new ChaincodeAuthority("chaincode");
            using var tls = authority.Tls();
            using var options = ChaincodeEnvironment.Read(Variables(
                ("CHAINCODE_SERVER_ADDRESS", "127.0.0.1:0"),
                ("CHAINCODE_ID", "a:b"),
                ("CHAINCODE_TLS_CERT", Save("cert.pem", tls.Certificate.ExportCertificatePem())),
                ("CHAINCODE_TLS_KEY",
                    Save("key.pem", System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(
                        tls.Certificate)!.ExportPkcs8PrivateKeyPem())),
                ("CHAINCODE_CLIENT_CA_CERT", Save("roots.pem", authority.Root.ExportCertificatePem())))).Tls!;
            Assert.Equal(tls.Certificate.Thumbprint, options.Certificate.Thumbprint);
            Assert.True(options.Certificate.HasPrivateKey);
            Assert.Equal(authority.Root.Thumbprint, Assert.Single(options.ClientRoots!).Thumbprint);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("CHAINCODE_SERVER_ADDRESS", null)]
    [InlineData("CHAINCODE_SERVER_ADDRESS", "somewhere")]
    [InlineData("CHAINCODE_SERVER_ADDRESS", "10.0.0.1")]
    [InlineData("CHAINCODE_SERVER_ADDRESS", "host.example:1")]
    [InlineData("CHAINCODE_ID", null)]
    [InlineData("CHAINCODE_TLS_DISABLED", "perhaps")]
    [InlineData("CHAINCODE_TLS_CERT", "/nowhere/cert.pem")]
    public void A_variable_that_is_missing_or_no_use_is_named(string name, string? value)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["CHAINCODE_SERVER_ADDRESS"] = "127.0.0.1:0",
            ["CHAINCODE_ID"] = "a:b",
            ["CHAINCODE_TLS_KEY"] = "/nowhere/key.pem",
            [name] = value
        };
        Assert.Contains(name, Assert.Throws<ChaincodeEnvironmentException>(() => ChaincodeEnvironment.Read(variables.GetValueOrDefault)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:7052", "127.0.0.1:7052")]
    [InlineData("localhost:7052", "127.0.0.1:7052")]
    [InlineData(":7052", "[::]:7052")]
    [InlineData("[::1]:7052", "[::1]:7052")]
    public void An_address_is_read(string text, string endPoint)
    {
        Assert.True(ChaincodeEnvironment.TryParseAddress(text, out var listen));
        Assert.Equal(endPoint, listen.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("7052")]
    [InlineData("::1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:99999")]
    public void What_is_no_address_is_refused(string text) => Assert.False(ChaincodeEnvironment.TryParseAddress(text, out _));

    private static Func<string, string?> Variables(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(v => v.Name, v => (string?)v.Value, StringComparer.Ordinal).GetValueOrDefault;
}
