using System.Diagnostics;
using System.Text.RegularExpressions;
using Ledger.Node;

namespace Ledger.Network.Tests;

[Collection(Networks.Collection)]
public sealed partial class ProgramTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 600_000)]
    public async Task Up_makes_the_network_says_where_everything_is_and_ends_in_order_on_SIGTERM()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no SIGTERM");
        using var up = new ProgramRun("Ledger.Network", "up", "--dir", folder["net"]);
        var output = string.Join('\n', await up.ReadUntilAsync("Ctrl+C"));

        foreach (var part in new[] { "registration", "genesis.bin", "policy.txt", "bank-a-officer", "auditor", "https://127.0.0.1:" })
            Assert.Contains(part, output, StringComparison.Ordinal);
        up.Terminate();

        var (exitCode, rest, errors) = await up.EndAsync();
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("Stopping", rest, StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task No_node_process_outlives_a_killed_launcher()
    {
        using var up = new ProgramRun("Ledger.Network", "up", "--dir", folder["net"], "--processes");
        var lines = await up.ReadUntilAsync("Ctrl+C");
        var nodes = lines.SelectMany(line => ProcessId().Matches(line)).Select(match => Process.GetProcessById(int.Parse(match.Groups[1].Value))).ToList();
        Assert.Equal(4, nodes.Count);

        up.Kill();

        foreach (var node in nodes)
        {
            await node.WaitForExitAsync(Ct);
            node.Dispose();
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task A_node_process_that_dies_is_told_by_up_and_in_its_log_and_started_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no SIGKILL");
        using var up = new ProgramRun("Ledger.Network", "up", "--dir", folder["net"], "--processes");
        var lines = await up.ReadUntilAsync("Ctrl+C");
        var id = int.Parse(ProcessId().Match(lines.Single(line => line.TrimStart().StartsWith("tax ", StringComparison.Ordinal))).Groups[1].Value);

        using (var node = Process.GetProcessById(id))
            node.Kill();

        var told = string.Join('\n', await up.ReadUntilAsync("tax runs again"));
        Assert.Contains("The node of tax ended with code 137", told, StringComparison.Ordinal);
        Assert.Contains("1 of at most 5", told, StringComparison.Ordinal);
        var log = await File.ReadAllTextAsync(Path.Combine(folder["net"], "nodes", "tax", "node.log"), Ct);
        Assert.Contains($"process {id} of the node ended with code 137, killed by signal 9", log, StringComparison.Ordinal);
        Assert.Contains($"The last run, process {id}, did not end in order", log, StringComparison.Ordinal);
        up.Terminate();
        Assert.Equal(0, (await up.EndAsync()).ExitCode);
    }

    [Fact(Timeout = 600_000)]
    public async Task Verify_store_passes_an_intact_store_and_names_a_damaged_one()
    {
        var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Profile = 1 });
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        await network.RevokeUnusedCertificateAsync(LocalMember.Tax);
        await network.StopAsync();
        var node = network.Node(LocalMember.Tax);

        using (var intact = new ProgramRun("ledger-node", "verify-store", "--config", node.File))
        {
            var (exitCode, output, _) = await intact.EndAsync();
            Assert.Equal(0, exitCode);
            Assert.Contains("2 blocks", output, StringComparison.Ordinal);
            Assert.Contains("rows of the record store: no damage", output, StringComparison.Ordinal);
        }

        using (var records = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={node.RecordFile};Pooling=False"))
        {
            records.Open();
            using var change = records.CreateCommand();
            change.CommandText = "UPDATE settings SET value = value + 1 WHERE name = 'number-bound'";
            Assert.Equal(1, change.ExecuteNonQuery());
        }

        using (var changed = new ProgramRun("ledger-node", "verify-store", "--config", node.File))
        {
            var (exitCode, output, faults) = await changed.EndAsync();
            Assert.Equal(1, exitCode);
            Assert.Contains("2 blocks", output, StringComparison.Ordinal);
            Assert.Contains("table settings, row number-bound", faults, StringComparison.Ordinal);
        }

        var log = Directory.EnumerateFiles(node.PeerFolder, "*.log", SearchOption.AllDirectories).MaxBy(file => new FileInfo(file).Length)!;
        var bytes = await File.ReadAllBytesAsync(log, Ct);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(log, bytes, Ct);

        using var damaged = new ProgramRun("ledger-node", "verify-store", "--config", node.File);
        var (code, _, errors) = await damaged.EndAsync();
        Assert.Equal(1, code);
        Assert.Contains(node.PeerFolder, errors, StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_node_with_a_faulty_configuration_lists_the_faults_and_exits_with_2()
    {
        var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });
        var node = network.Node(LocalMember.Tax);
        var text = await File.ReadAllTextAsync(node.File, Ct);
        await File.WriteAllTextAsync(node.File, text.Replace("quorum_wait_seconds", "quorum_wait", StringComparison.Ordinal)
            .Replace("\"port\": ", "\"port\": 1", StringComparison.Ordinal), Ct);

        using var run = new ProgramRun("ledger-node", "run", "--config", node.File);

        var (exitCode, _, errors) = await run.EndAsync();
        Assert.Equal(2, exitCode);
        Assert.Contains("listen.port", errors, StringComparison.Ordinal);
        Assert.Contains("quorum_wait: unknown field", errors, StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_node_with_too_few_open_files_says_what_is_missing_and_does_not_start()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no ulimit");
        var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });
        var program = Path.Combine(AppContext.BaseDirectory, "ledger-node");
        var start = new ProcessStartInfo("sh", ["-c", "ulimit -n 256; exec \"$0\" run --config \"$1\"", program, network.Node(LocalMember.Tax).File])
        {
            RedirectStandardError = true,
        };
        using var run = Process.Start(start)!;

        var errors = await run.StandardError.ReadToEndAsync(Ct);
        await run.WaitForExitAsync(Ct);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("may have 256 files open", errors, StringComparison.Ordinal);
        Assert.Contains("needs 512 at least: run `ulimit -n 1664`", errors, StringComparison.Ordinal);
        Assert.Contains("至多可打开 256 个文件", errors, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"pid (\d+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProcessId();
}
