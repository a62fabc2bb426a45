using System.Diagnostics;
using System.Net;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.Protocol.Tests;

namespace Ledger.Chaincode.Tests;

/// <summary>The program itself.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();
    private readonly TestConsortium consortium = new(1_760_000_000_000);

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Run_serves_peers_until_it_is_told_to_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no SIGTERM");
        using var program = Start("run", "--listen", "127.0.0.1:0", "--package-id", "ledger_1:00", "--genesis", Genesis(), "--genesis-sha256", Hash());
        var line = (await program.StandardOutput.ReadLineAsync(PeerStream.Limit))!.Split(' ');
        Assert.Equal("ledger_1:00", line[0]);
        await using (var peer = await ChaincodePeer.DialAsync(IPEndPoint.Parse(line[1])))
        {
            peer.Called = LedgerChaincodeOptions.DefaultName;
            var founded = await peer.InvokeAsync([ByteString.CopyFromUtf8(LedgerFunctions.Found), ByteString.CopyFrom(consortium.Genesis.Entry)]);
            Assert.Equal(consortium.Genesis.LeafHash, founded.Response.Payload.ToByteArray());
        }

        Terminate(program);
        Assert.Equal(0, await EndAsync(program));
    }

    [Fact]
    public async Task Run_takes_address_and_id_from_the_environment_and_the_name_from_an_option()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no SIGTERM");
        using var program = Start(
            [("CHAINCODE_SERVER_ADDRESS", "127.0.0.1:0"), ("CHAINCODE_ID", "from:environment")],
            "run", "--origin", TestConsortium.Origin, "--genesis-sha256", Hash(), "--organisation", "tax");
        Assert.StartsWith("from:environment 127.0.0.1:", await program.StandardOutput.ReadLineAsync(PeerStream.Limit), StringComparison.Ordinal);
        Terminate(program);
        Assert.Equal(0, await EndAsync(program));
    }

    [Theory]
    [InlineData(2, "CHAINCODE_SERVER_ADDRESS", "run", "--package-id", "a:b", "--origin", "a/b", "--genesis-sha256", "{hash}")]
    [InlineData(2, "CHAINCODE_ID", "run", "--listen", "127.0.0.1:0", "--origin", "a/b", "--genesis-sha256", "{hash}")]
    [InlineData(2, "SHA-256", "run", "--listen", "127.0.0.1:0", "--package-id", "a:b", "--genesis", "{genesis}", "--genesis-sha256", "{zeros}")]
    [InlineData(2, "nowhere", "run", "--listen", "127.0.0.1:0", "--package-id", "a:b", "--genesis", "/nowhere/genesis", "--genesis-sha256", "{hash}")]
    [InlineData(1, "--genesis or --origin", "run", "--listen", "127.0.0.1:0", "--package-id", "a:b", "--genesis-sha256", "{hash}")]
    [InlineData(1, "64 hex digits", "run", "--listen", "127.0.0.1:0", "--package-id", "a:b", "--origin", "a/b", "--genesis-sha256", "12")]
    [InlineData(1, "go together", "package", "--label", "a", "--address", "b:1", "--client-key", "k", "--output", "o")]
    [InlineData(2, "label", "package", "--label", "a:b", "--address", "b:1", "--output", "o")]
    public async Task What_is_not_in_order_is_said_and_nothing_starts(int exitCode, string words, params string[] arguments)
    {
        using var program = Start([.. arguments.Select(a => a.Replace("{hash}", Hash(), StringComparison.Ordinal)
            .Replace("{genesis}", Genesis(), StringComparison.Ordinal)
            .Replace("{zeros}", new string('0', 64), StringComparison.Ordinal))]);
        var error = await program.StandardError.ReadToEndAsync(PeerStream.Limit);
        Assert.Contains(words, error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(exitCode, await EndAsync(program));
    }

    [Fact]
    public async Task Package_writes_what_an_organisation_installs_and_prints_its_id()
    {
        var output = Path.Combine(folder.FullName, "ledger.tgz");
        using var program = Start("package", "--label", "ledger_1", "--address", "{{.address}}", "--output", output);
        var id = await program.StandardOutput.ReadLineAsync(PeerStream.Limit);
        Assert.Equal(0, await EndAsync(program));
        var package = ChaincodePackage.Create("ledger_1", new ChaincodeConnection { Address = "{{.address}}" });
        Assert.Equal(package.Id, id);
        Assert.Equal(package.Bytes, await File.ReadAllBytesAsync(output, PeerStream.Limit));
    }

    private static void Terminate(Process program)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]);
        kill.WaitForExit();
    }

    private static async Task<int> EndAsync(Process program)
    {
        try
        {
            await program.WaitForExitAsync(PeerStream.Limit);
        }
        catch (OperationCanceledException)
        {
            program.Kill();
            throw;
        }

        return program.ExitCode;
    }

    private static Process Start(params string[] arguments) => Start([], arguments);

    private static Process Start((string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "ledger-chaincode"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.Contains("CHAINCODE", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private string Genesis()
    {
        var file = Path.Combine(folder.FullName, "genesis");
        File.WriteAllBytes(file, consortium.Genesis.Entry);
        return file;
    }

    private string Hash() => Convert.ToHexStringLower(consortium.Genesis.Sha256);
}
