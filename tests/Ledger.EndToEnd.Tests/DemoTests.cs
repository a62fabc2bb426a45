using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Ledger.EndToEnd.Tests;

public sealed partial class DemoTests : IDisposable
{
    /// <summary>What a person must have seen, in this order.</summary>
    private static readonly string[] Story =
    [
        "1. A sale with a loan in one case",
        "the contract is signed and filed, its money supervised",
        "a second contract on the same flat", "C-05",
        "signs the mortgage contract with the buyer by its own key",
        "accepted and reviewed as one case", "C-14",
        "declared, assessed and paid",
        "somebody who is not the buyer", "C-08", "C-59",
        "transfer and mortgage are recorded together",
        "Bank B tries to release", "C-41",
        "own node tries it with its own key", "C-41",
        "2. A new home from permit to title",
        "pre-sale permit and house table",
        "that the permit does not cover", "C-12",
        "nobody has a title yet",
        "advance notices of purchase and mortgage",
        "registered to the developer",
        "the notices become title and mortgage",
        "3. A court's sale",
        "a court's seizure arrives",
        "the debtor sells while the flat is seized", "C-29",
        "without the court's transfer", "C-31",
        "the debtor's certificate is void",
        "verifies it offline",
        "cancels the mortgage",
        "bear no encumbrance", "none of these kinds",
        "replays the chain from genesis", "state root", "cosigned by",
        "0 differ", "1 differ",
        "Done.",
    ];

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory(Timeout = 240_000)]
    [InlineData]
    [InlineData("--processes")]
    [InlineData("--ordering", "fabric")]
    public async Task The_demo_tells_its_whole_story_and_ends_with_0(params string[] options)
    {
        if (options.Contains("fabric", StringComparer.Ordinal))
            FabricPrograms.Require();
        await using var demo = BuiltProgram.Start(Programs.Network, folder.Path, ["demo", .. options]);

        var code = await demo.ExitAsync(Ct);

        Assert.True(code == 0, demo.Output);
        Assert.Equal(options.Contains("fabric", StringComparer.Ordinal), demo.Output.Contains("Raft", StringComparison.Ordinal));
        var at = 0;
        foreach (var part in Story)
        {
            var found = demo.Output.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{part}' does not follow in:\n{demo.Output}");
            at = found + part.Length;
        }

        Assert.All(NodeProcesses(demo.Output), id => Assert.False(Runs(id), $"process {id} is left behind"));
        Assert.Equal(options.Contains("--processes", StringComparer.Ordinal) ? 4 : 0, NodeProcesses(demo.Output).Count);
        Assert.True(File.Exists(folder[".local/demo/evidence/no-lien.json"]));
    }

    [Fact(Timeout = 240_000)]
    public async Task An_interrupt_stops_the_demo_and_every_node_process()
    {
        await using var demo = BuiltProgram.Start(Programs.Network, folder.Path, "demo", "--processes");
        await demo.WaitForLineAsync(static line => line.StartsWith("[ 3]", StringComparison.Ordinal), Ct);

        demo.Interrupt();

        Assert.Equal(130, await demo.ExitAsync(Ct));
        Assert.Equal(4, NodeProcesses(demo.Output).Count);
        Assert.All(NodeProcesses(demo.Output), id => Assert.False(Runs(id), $"process {id} is left behind"));
    }

    [Fact(Timeout = 240_000)]
    public async Task A_network_left_running_stops_cleanly_and_starts_again_where_it_was()
    {
        await RunUntilInterruptedAsync();

        var second = await RunUntilInterruptedAsync();

        Assert.Contains("SHA-256", second.Replace("sha256", "SHA-256", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("registration-clerk", second, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_demo_does_not_remove_a_folder_that_it_did_not_make()
    {
        Directory.CreateDirectory(folder["precious"]);
        await File.WriteAllTextAsync(folder["precious/file"], "kept", Ct);
        await using var demo = BuiltProgram.Start(Programs.Network, folder.Path, "demo", "--dir", folder["precious"]);

        Assert.Equal(1, await demo.ExitAsync(Ct));
        Assert.Equal("kept", await File.ReadAllTextAsync(folder["precious/file"], Ct));
    }

    private async Task<string> RunUntilInterruptedAsync()
    {
        await using var up = BuiltProgram.Start(Programs.Network, folder.Path, "up");
        await up.WaitForLineAsync(static line => line.StartsWith("Ctrl+C", StringComparison.Ordinal), Ct);
        up.Interrupt();
        Assert.Equal(0, await up.ExitAsync(Ct));
        return up.Output;
    }

    private static List<int> NodeProcesses(string output) =>
        [.. ProcessId().Matches(output).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    private static bool Runs(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\bpid (\d+)")]
    private static partial Regex ProcessId();
}
