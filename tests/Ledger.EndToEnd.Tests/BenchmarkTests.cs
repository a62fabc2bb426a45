using System.Text.Json;

namespace Ledger.EndToEnd.Tests;

/// <summary>The benchmarks run and verify what they did; what they measure in a test says nothing.</summary>
public sealed class BenchmarkTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 180_000)]
    public async Task The_smallest_end_to_end_run_verifies_its_results()
    {
        var output = await RunAsync("e2e", "--seconds", "1", "--clients", "1", "--only", "single");
        Assert.Contains("Verified: every receipt; all four peers at block", output, StringComparison.Ordinal);
        Assert.Contains("reaches the signed root", output, StringComparison.Ordinal);
        // CPU in all, then by groups of threads.
        Assert.Matches(@"(?m)^Single +1 .* \d+\.\d\d  \d+\.\d\d \d+\.\d\d \d+\.\d\d \d+\.\d\d \d+\.\d\d$", output);
        // The collector is set as the node's, or what is measured is not the node.
        Assert.Contains("; set as the node's.", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task The_rules_of_every_event_are_measured_and_accept_it_in_every_run()
    {
        var output = await RunAsync("rules", "--rounds", "1");
        Assert.Matches(@"(?m)^211 +TransferRecorded ", output);
        Assert.Contains("of 82 events, each accepted in every run", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task The_table_in_postgresql_is_measured_and_verified_where_it_is_installed()
    {
        Assert.SkipUnless(IsPostgresInstalled(), "PostgreSQL's server is not installed.");
        var output = await RunAsync("e2e", "--seconds", "1", "--clients", "1", "--only", "single", "--peer", "postgres");
        Assert.Contains("Verified: every row of each table, and the chain over them", output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("--units does not go with --ordering", "--units", "2000", "--ordering", "fabric")]
    [InlineData("--minutes does not go with --clients, --units", "--units", "2000", "--clients", "1", "--minutes", "1")]
    [InlineData("--minutes does not go with --json", "--json", "--processes", "--minutes", "1")]
    [InlineData("--minutes does not go with --seconds", "--seconds", "1", "--minutes", "1")]
    [InlineData("--keep goes only with --units", "--keep", "kept")]
    [InlineData("--csv goes only with --minutes", "--csv", "lasting.csv")]
    public async Task Options_that_one_another_would_leave_without_effect_are_refused(string said, params string[] arguments)
    {
        await using var program = BuiltProgram.Start(Programs.Benchmarks, folder.Path, ["e2e", .. arguments]);
        Assert.Equal(2, await program.ExitAsync(Ct));
        Assert.Contains(said, program.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact(Timeout = 180_000)]
    public async Task Nodes_in_processes_of_their_own_tell_what_they_allocated_and_synced()
    {
        var output = await RunAsync("e2e", "--processes", "--seconds", "1", "--clients", "4", "--only", "single", "--repeat", "2", "--json");
        using var result = JsonDocument.Parse(output.Split('\n').Single(static line => line.StartsWith('{')));
        var networks = result.RootElement.GetProperty("networks").EnumerateArray().ToList();
        Assert.Equal(["OneProcess", "ProcessPerDepartment"], networks.Select(network => network.GetProperty("placement").GetString()));
        foreach (var run in networks.SelectMany(network => network.GetProperty("rows").EnumerateArray().Single().GetProperty("runs").EnumerateArray()))
        {
            var (syncs, blocks) = (run.GetProperty("syncs"), run.GetProperty("blocks").GetInt64());
            // One for each peer's block: all four stand still at either end.
            Assert.Equal(4 * blocks, syncs.GetProperty("store").GetInt64());
            Assert.True(syncs.GetProperty("records.db-wal").GetInt64() > 0);
            Assert.True(run.GetProperty("allocated_kb_per_event").GetDouble() > 1);
        }

        Assert.Equal(4, networks[1].GetProperty("rows")[0].GetProperty("runs")[0].GetProperty("cpu_ms_per_event_by_node").GetArrayLength());
    }

    [Fact(Timeout = 180_000)]
    public async Task A_ledger_of_units_is_loaded_once_and_every_node_takes_it_and_goes_on()
    {
        string[] arguments = ["e2e", "--units", "2000", "--keep", Path.Combine(folder.Path, "kept"), "--seconds", "1", "--clients", "4", "--only", "single"];
        Assert.Contains("2000 units in 1 blocks", await RunAsync(arguments), StringComparison.Ordinal);

        var again = await RunAsync(arguments);
        Assert.DoesNotContain("2000 units in 1 blocks", again, StringComparison.Ordinal);
        // 23 envelopes and a seal beside genesis and its own.
        Assert.Contains("Each node has a ledger of 2000 units, 26 entries", again, StringComparison.Ordinal);
        Assert.Contains("Verified: every receipt; all four peers at block", again, StringComparison.Ordinal);
        Assert.Equal(["units-2000"], Directory.EnumerateDirectories(Path.Combine(folder.Path, "kept")).Select(Path.GetFileName));
    }

    [Fact(Timeout = 180_000)]
    public async Task A_small_state_tree_is_loaded_changed_and_proved()
    {
        var output = await RunAsync("state", "1k");
        Assert.Equal(3, output.Split('\n').Count(static line => line.EndsWith(" ok", StringComparison.Ordinal)));
    }

    [Theory(Timeout = 180_000)]
    [InlineData("chaincode", "20")]
    [InlineData("replay", "200")]
    public async Task What_is_measured_in_this_process_says_how_the_collector_is_set(string name, string events) =>
        Assert.Contains("; set as the node's.", await RunAsync(name, events), StringComparison.Ordinal);

    private static bool IsPostgresInstalled()
    {
        const string packages = "/usr/lib/postgresql";
        var versions = Directory.Exists(packages) ? Directory.EnumerateDirectories(packages).Select(static version => Path.Combine(version, "bin")) : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(versions)
            .Any(static path => File.Exists(Path.Combine(path, "pg_ctl")));
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        await using var program = BuiltProgram.Start(Programs.Benchmarks, folder.Path, arguments);
        var code = await program.ExitAsync(Ct);
        Assert.True(code == 0, program.Output);
        return program.Output;
    }
}
