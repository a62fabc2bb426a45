using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Ledger.Network.Tests;

/// <summary>Whoever comes second to the folder of a running network changes nothing in it, and nobody else's file is open to others.</summary>
[Collection(Networks.Collection)]
public sealed partial class FolderInUseTests : IDisposable
{
    private const string Sales =
        "unique_id,price_paid,deed_date,postcode,property_type,new_build,estate_type,saon,paon,street,locality,town,district,county,transaction_category,linked_data_uri\n"
        + "00000000-0000-4000-8000-000000000001,100000,2019-03-04,ZZ1 1ZZ,T,N,F,,1,INVENTED STREET,,SAMPLETON,SAMPLETON,SAMPLESHIRE,A,http://example.org/1\n";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory(Timeout = 600_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_start_says_who_runs_and_changes_no_configuration_and_no_profile(bool processes)
    {
        await using var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });
        using var up = new ProgramRun("Ledger.Network", ["up", "--dir", folder["net"], .. processes ? new[] { "--processes" } : []]);
        await up.ReadUntilAsync("Ctrl+C");
        var before = Fingerprints();
        var node = network.Node(LocalMember.Tax).File;

        var (second, _, secondErrors) = await new ProgramRun("Ledger.Network", "up", "--dir", folder["net"]).EndAsync();
        var (single, _, singleErrors) = await new ProgramRun("ledger-node", "run", "--config", node).EndAsync();
        // The network that runs serves an import.
        await File.WriteAllTextAsync(folder["sales.csv"], Sales, Ct);
        var (import, importOutput, importErrors) = await new ProgramRun(
            "Ledger.Network", "import", "--format", "uk-ppd", folder["sales.csv"], "--dir", folder["net"]).EndAsync();

        Assert.Equal(2, second);
        Assert.Contains($"already running, pid {up.Id}", secondErrors, StringComparison.Ordinal);
        Assert.Contains($"已在运行，进程 {up.Id}", secondErrors, StringComparison.Ordinal);
        Assert.Equal(2, single);
        Assert.Matches(AlreadyRunning(), singleErrors);
        Assert.Equal((0, ""), (import, importErrors));
        Assert.Contains("Using the network that runs", importOutput, StringComparison.Ordinal);
        Assert.Equal(before, Fingerprints());
        // Its clients are not cut off.
        Assert.Equal("FOLLOWING", (await network.StatusAsync(LocalMember.Tax)).State);
        up.Terminate();
        Assert.Equal(0, (await up.EndAsync()).ExitCode);
        Everything_belongs_to_its_owner_only();
    }

    [Fact(Timeout = 600_000)]
    public async Task A_network_with_a_node_that_runs_by_itself_is_not_started_and_not_changed()
    {
        await using var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });
        var before = Fingerprints();
        using var node = new ProgramRun("ledger-node", "run", "--config", network.Node(LocalMember.Registration).File);
        await node.ReadUntilAsync("registration");

        var (code, _, errors) = await new ProgramRun("Ledger.Network", "up", "--dir", folder["net"]).EndAsync();

        Assert.Equal(2, code);
        Assert.Contains($"already running, pid {node.Id}", errors, StringComparison.Ordinal);
        Assert.Equal(before, Fingerprints());
    }

    [Fact(Timeout = 600_000)]
    public async Task A_killed_launcher_leaves_no_lock()
    {
        using (var killed = new ProgramRun("Ledger.Network", "up", "--dir", folder["net"]))
        {
            await killed.ReadUntilAsync("Ctrl+C");
            killed.Kill();
            await killed.EndAsync();
        }

        using var up = new ProgramRun("Ledger.Network", "up", "--dir", folder["net"]);
        await up.ReadUntilAsync("Ctrl+C");
        up.Terminate();

        Assert.Equal(0, (await up.EndAsync()).ExitCode);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_port_changed_by_hand_is_carried_to_all_nodes_and_profiles()
    {
        await using var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });
        var tax = network.Node(LocalMember.Tax);
        var port = FreePorts.Find(1)[0];
        (tax with { Listen = tax.Listen with { Port = port } }).Save(tax.File);

        await network.StartAsync(NodePlacement.OneProcess, Ct);

        Assert.All(
            network.Nodes.SelectMany(node => node.Peers).Where(peer => peer.Organisation == LocalMember.Tax),
            peer => Assert.Equal(port, peer.Address.Port));
        Assert.All(LocalUser.All, user => Assert.Equal(port, network.Profile(user.Name).Services[LocalMember.Tax].Address.Port));
        Assert.Equal("FOLLOWING", (await network.StatusAsync(LocalMember.Tax)).State);
    }

    [Fact(Timeout = 600_000)]
    public async Task An_import_without_a_row_makes_no_network_and_uses_up_no_range()
    {
        var (absent, _, absentErrors) = await new ProgramRun("Ledger.Network", "import", "--format", "uk-ppd", folder["absent.csv"], "--dir", folder["net"])
            .EndAsync();

        Assert.Equal(1, absent);
        Assert.Contains("absent.csv", absentErrors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["net"]));
    }

    private void Everything_belongs_to_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        var entries = Directory.EnumerateFileSystemEntries(folder["net"], "*", SearchOption.AllDirectories).Prepend(folder["net"]).ToList();
        foreach (var name in new[] { "records.db", "MANIFEST-*", "cosigned.checkpoint", "profile.json", "journal.db", "node.json" })
            Assert.NotEmpty(Directory.EnumerateFiles(folder["net"], name, SearchOption.AllDirectories));
        Assert.All(entries, entry =>
        {
            var mode = File.GetUnixFileMode(entry);
            Assert.True((mode & (UnixFileMode)0b111_111) == UnixFileMode.None, $"{entry} has mode {mode}");
        });
    }

    private Dictionary<string, string> Fingerprints() =>
        Directory.EnumerateFiles(folder["net"], "*.json", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(folder["net"], "profiles"), "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".json", StringComparison.Ordinal)))
            .ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))), StringComparer.Ordinal);

    [GeneratedRegex(@"already running, pid \d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AlreadyRunning();
}
