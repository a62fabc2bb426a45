using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Ledger.Fabric.Protocol.Tests;

public sealed class PackageTests
{
    private static readonly ChaincodeConnection Connection = new() { Address = "chaincode.tax.example:9999", TlsRequired = true, RootCertificate = "root" };

    [Fact]
    public void The_same_connection_gives_the_same_package_for_ever()
    {
        var package = ChaincodePackage.Create("ledger_1", Connection);
        Assert.Equal(ChaincodePackage.Create("ledger_1", Connection with { }).Bytes, package.Bytes);
        Assert.Equal($"ledger_1:{Convert.ToHexStringLower(SHA256.HashData(package.Bytes))}", package.Id);
        Assert.NotEqual(package.Id, ChaincodePackage.Create("ledger_1", Connection with { Address = "elsewhere:1" }).Id);
    }

    [Fact]
    public void It_holds_what_a_peer_looks_for()
    {
        var package = Unpack(ChaincodePackage.Create("ledger_1", Connection).Bytes);
        Assert.Equal(["metadata.json", "code.tar.gz"], package.Keys);
        using var metadata = JsonDocument.Parse(package["metadata.json"]);
        Assert.Equal("ccaas", metadata.RootElement.GetProperty("type").GetString());
        Assert.Equal("ledger_1", metadata.RootElement.GetProperty("label").GetString());
        using var connection = JsonDocument.Parse(Unpack(package["code.tar.gz"])["connection.json"]);
        Assert.Equal("chaincode.tax.example:9999", connection.RootElement.GetProperty("address").GetString());
        Assert.True(connection.RootElement.GetProperty("tls_required").GetBoolean());
        Assert.False(connection.RootElement.GetProperty("client_auth_required").GetBoolean());
        Assert.Equal("root", connection.RootElement.GetProperty("root_cert").GetString());
        Assert.False(connection.RootElement.TryGetProperty("client_key", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a:b")]
    [InlineData("-a")]
    [InlineData("a/b")]
    public void A_label_that_fabric_refuses_is_refused(string label) =>
        Assert.Throws<ArgumentException>(() => ChaincodePackage.Create(label, Connection));

    private static Dictionary<string, byte[]> Unpack(byte[] archive)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var tar = new TarReader(new GZipStream(new MemoryStream(archive), CompressionMode.Decompress));
        while (tar.GetNextEntry(copyData: true) is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream!.CopyTo(content);
            files[entry.Name] = content.ToArray();
        }

        return files;
    }
}
