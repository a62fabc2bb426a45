
namespace Ledger.Network.Tests;

public sealed class FabricCertificatesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Valid_certificates_keys_and_absent_folders_are_in_order()
    {
        Write("users/client", Now.AddDays(-10));
        File.WriteAllText(folder["users/config.pem"], "no certificate");

        FabricCertificates.RequireValid([folder["users"], folder["absent"]], Now);
    }

    [Theory]
    [InlineData(-3 * 365, "expired on 2029-06-01")]
    [InlineData(10, "is not valid before 2030-06-10")]
    public void One_that_is_not_valid_is_named_with_its_file_before_anything_starts(int issuedInDays, string fault)
    {
        Write("users/good", Now.AddDays(-10));
        var file = Write("users/deep/client", Now.AddDays(issuedInDays));

        var e = Assert.Throws<LocalNetworkException>(() => FabricCertificates.RequireValid([folder.Path], Now));

        Assert.Contains($"{file}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(fault, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("users/good", e.Message, StringComparison.Ordinal);
    }

    private string Write(string name, DateTimeOffset issued)
    {
        using var authority = CertificateAuthority.Create("tax", issued);
        using var certificate = authority.Issue(CertificateRole.Operator, "user");
        var path = folder[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var files = certificate.Save(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        return files.Certificate;
    }
}
