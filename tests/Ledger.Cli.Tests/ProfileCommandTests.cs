using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Client;
using Ledger.Log;
using Ledger.Verifier.Tests;

namespace Ledger.Cli.Tests;

public sealed class ProfileCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TestLedger ledger = new();

    public void Dispose()
    {
        ledger.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Showing_a_profile_names_services_but_no_key()
    {
        Write(port: 1);
        var run = await CommandRun.Of("profile", "show", "--profile", folder.Path, "--json");
        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal("registry-clerk", (string?)run.Json["name"]);
        Assert.Equal("https://localhost:1/", (string?)run.Json["services"]!["registration"]);
        Assert.DoesNotContain("PRIVATE", run.Output);
    }

    [Fact]
    public async Task A_folder_without_a_profile_is_a_file_fault()
    {
        var run = await CommandRun.Of("profile", "show", "--profile", folder.File("absent"));
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains("absent", run.Error);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_gives_the_unreachable_code_and_keeps_the_draft()
    {
        // A port that was free a moment ago and that nobody listens on.
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        var port = ((IPEndPoint)socket.LocalEndpoint).Port;
        socket.Stop();
        Write(port);

        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] args =
        [
            "seizure", "lift", "--profile", folder.Path, "--json", "--unit", "441900004001GB00012F00010101", "--outcome", "released",
        ];
        var code = await LedgerCommand.RunAsync(args, output, error, TimeProvider.System);

        Assert.Equal(ExitCode.Unreachable, code);
        Assert.Contains($"https://localhost:{port}", output.ToString());
        using var book = EvidenceBook.Open(folder.File("book.db"));
        Assert.Equal("/ledger.v1.RegistrationService/Write", Assert.Single(book.OpenDrafts()).Method);
    }

    private void Write(int port)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=registration root", rootKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var root = authority.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=registry-clerk", key, HashAlgorithmName.SHA256);
        using var certificate = request.Create(root, TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddHours(1), [1, 2, 3]);
        folder.Write("root.pem", root.ExportCertificatePem());
        folder.Write("operator.pem", certificate.ExportCertificatePem());
        folder.Write("operator.key", key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.File("operator.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        folder.Write("signers.pem", certificate.ExportCertificatePem());
        folder.Write("policy.txt", Policy.Write(ledger.Policy.Logs, [.. ledger.Policy.Witnesses.Select(w => KeyValuePair.Create(w.Name, w.Key))], 3));
        new ClientProfile
        {
            Name = "registry-clerk",
            Origin = TestLedger.Origin,
            Organisation = "registration",
            Department = "registration",
            Services = new Dictionary<string, ServiceAddress>(StringComparer.Ordinal)
            {
                ["registration"] = new() { Address = new Uri($"https://localhost:{port}"), Organisation = "registration" },
            },
            Roots = new Dictionary<string, string>(StringComparer.Ordinal) { ["registration"] = "root.pem" },
            Certificate = "operator.pem",
            Key = "operator.key",
            Policy = "policy.txt",
            Signers = "signers.pem",
        }.Save(folder.Path);
    }
}
