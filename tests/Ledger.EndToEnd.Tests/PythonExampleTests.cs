using System.Diagnostics;
using System.Text.Json.Nodes;
using Ledger.Facts;
using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

/// <summary>docs/examples/ledger_grpc.py against a network: what docs/grpc.md says of the API is enough for another language.</summary>
public sealed class PythonExampleTests
{
    private static readonly string[] Protos =
        ["chain/Ledger.Log/Protos", "contracts/Ledger.Facts/Protos", "contracts/Ledger.Acts/Protos", "services/Ledger.Protocol/Protos"];

    // Day of the request.
    private static readonly Day Written = Day.Of(2026, 11, 30);

    private static string Python => Environment.GetEnvironmentVariable("LEDGER_PYTHON") is { Length: > 0 } stated ? stated : "python3";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task The_example_reads_a_checkpoint_and_has_an_opening_judged()
    {
        if (await TryRunAsync(Python, "-c", "import grpc, google.protobuf, cryptography") is not { Code: 0 })
            Assert.Skip($"{Python} has no grpcio, protobuf and cryptography.");
        if (Protoc() is not { } protoc)
        {
            Assert.Skip("There is no protoc among the packages of this build.");
            return;
        }

        if (Day.At((ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()) < Written)
            Assert.Skip($"The request is of {Written}, which this machine's clock has not reached.");

        using var folder = new TemporaryFolder();
        var descriptors = folder["ledger.pb"];
        var made = await TryRunAsync(
            protoc,
            [.. Protos.Select(static path => $"-I{Path.Combine(Repository.Root, path)}"), "--include_imports", $"--descriptor_set_out={descriptors}",
                "ledger/v1/registration.proto", "ledger/v1/ledger.proto"]);
        Assert.True(made?.Code == 0, made?.Error);
        await using var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Profile = 1 });
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var profile = network.ProfileFolder("registration-clerk");

        var taken = await ExampleAsync(descriptors, profile, folder, static opening => opening);
        Assert.True(taken.Code == 0, taken.Output + taken.Error);
        Assert.Contains("dry run: the rules would take it", taken.Output, StringComparison.Ordinal);
        Assert.StartsWith("ledger ", taken.Output, StringComparison.Ordinal);

        // A digit missing is an answer for people, not a broken call.
        var refused = await ExampleAsync(descriptors, profile, folder, static opening =>
        {
            var unit = opening["opening"]!["unit_code"]!;
            opening["opening"]!["unit_code"] = ((string)unit!)[..^1];
            return opening;
        });
        Assert.Equal(1, refused.Code);
        Assert.Contains("7 of 8 digits", refused.Output, StringComparison.Ordinal);
        Assert.Contains("INVALID_ARGUMENT", refused.Output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> ExampleAsync(
        string descriptors, string profile, TemporaryFolder folder, Func<JsonNode, JsonNode> change)
    {
        var opening = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(FieldCaseTests.Folder, "open-base.json"), Ct))!;
        var file = folder["unit.json"];
        await File.WriteAllTextAsync(file, change(opening).ToJsonString(), Ct);
        return await TryRunAsync(Python, Path.Combine(Repository.Root, "docs", "examples", "ledger_grpc.py"), descriptors, profile, file)
            ?? throw new InvalidOperationException($"{Python} does not start.");
    }

    private static string? Protoc()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } stated
            ? stated
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var tools = Path.Combine(packages, "grpc.tools");
        return Directory.Exists(tools)
            ? Directory.EnumerateFiles(tools, "protoc", SearchOption.AllDirectories)
                .FirstOrDefault(static path => path.Contains("linux_x64", StringComparison.Ordinal) && OperatingSystem.IsLinux())
            : null;
    }

    private static async Task<(int Code, string Output, string Error)?> TryRunAsync(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
            await process.WaitForExitAsync(Ct);
            return (process.ExitCode, await output, await error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
