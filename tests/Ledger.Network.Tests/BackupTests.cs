using System.Text.Json;
using Ledger.Node;
using Ledger.V1;

namespace Ledger.Network.Tests;

/// <summary><c>ledger-node backup</c> and <c>restore</c>, run as an operator runs them.</summary>
[Collection(Networks.Collection)]
public sealed class BackupTests : NetworkTest
{
    [Theory(Timeout = 600_000)]
    [InlineData(NodePlacement.OneProcess)]
    [InlineData(NodePlacement.ProcessPerDepartment)]
    public async Task A_node_backed_up_while_it_is_written_to_is_restored_with_the_same_root_and_the_same_records(NodePlacement placement)
    {
        await Network.StartAsync(placement, Ct);
        await WriteAsync(LocalMember.Tax);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                    await WriteAsync(LocalMember.Tax);
            },
            Ct);
        var during = await BackUpAsync(LocalMember.Tax, "during");
        await stop.CancelAsync();
        await writing;
        var records = await CountRecordsAsync(LocalMember.Tax);
        var head = await Network.WaitForStatusAsync(LocalMember.Tax, status => status.QuorumBlock == status.Block
            && status.Block > during.GetProperty("block").GetUInt64());
        await Network.StopNodeAsync(LocalMember.Tax);
        Directory.Delete(Path.Combine(Data(LocalMember.Tax), "peer", "store"), recursive: true);

        var restored = await RunAsync(0, "restore", LocalMember.Tax, "--from", PathOf("during"));

        Assert.Contains("Records: the present ones stay", restored, StringComparison.Ordinal);
        Assert.Contains("cosigned.checkpoint of block", restored, StringComparison.Ordinal);
        var verified = await RunAsync(0, "verify-store", LocalMember.Tax);
        Assert.Contains($"{during.GetProperty("block").GetUInt64() + 1} blocks", verified, StringComparison.Ordinal);
        OwnerOnly.Require(Data(LocalMember.Tax));
        await Network.StartNodeAsync(LocalMember.Tax, Ct);
        await Network.WaitForStatusAsync(LocalMember.Tax, status => status.State == "FOLLOWING" && status.Block == head.Block);
        Assert.Equal(records, await CountRecordsAsync(LocalMember.Tax));
        Assert.Equal(RecordState.Recorded, (await Network.RevokeUnusedCertificateAsync(LocalMember.Tax)).State);
        await Network.StopAsync();
        var roots = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in Network.Nodes)
            roots.Add((await BackUpAsync(node.Organisation, $"after-{node.Organisation}")).GetProperty("root").GetString()!);
        Assert.Single(roots);
    }

    [Theory(Timeout = 600_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Yesterdays_backup_of_the_ordering_node_forks_nothing_catches_up_and_goes_on(bool wasLost)
    {
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        await WriteAsync(LocalMember.Tax);
        var yesterday = await BackUpAsync(LocalMember.Registration, "yesterday", "--with-record-keys");
        for (var i = 0; i < 3; i++)
            await WriteAsync(LocalMember.Tax);
        var head = await Network.StatusAsync(LocalMember.Tax);
        await Network.StopNodeAsync(LocalMember.Registration);
        if (wasLost)
            Directory.Delete(Data(LocalMember.Registration), recursive: true);

        var restored = await RunAsync(0, "restore", LocalMember.Registration, "--from", PathOf("yesterday"));

        Assert.Equal(!wasLost, restored.Contains(
            $"cosigned.checkpoint of block {head.Block}, newer than the backup's ({yesterday.GetProperty("block").GetUInt64()})", StringComparison.Ordinal));
        await Network.StartNodeAsync(LocalMember.Registration, Ct);
        await Network.WaitForStatusAsync(LocalMember.Tax, status => status.State == "FOLLOWING");
        await WriteAsync(LocalMember.Tax);
        foreach (var node in Network.Nodes)
        {
            var status = await Network.WaitForStatusAsync(node.Organisation, status => status.QuorumBlock == head.Block + 1 && status.State == "FOLLOWING");
            Assert.Equal(head.Block + 1, status.Block);
            Assert.Empty(status.Alarms);
        }

        // It writes itself, under a record number never given out before.
        Assert.Equal(RecordState.Recorded, (await Network.RevokeUnusedCertificateAsync(LocalMember.Registration)).State);
        await Network.StopAsync();
        Assert.Contains("no damage", await RunAsync(0, "verify-store", LocalMember.Registration), StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_backup_that_is_damaged_foreign_or_unfinished_is_refused_by_its_first_bad_file_and_nothing_is_changed()
    {
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        await WriteAsync(LocalMember.Tax);
        await Network.StopAsync();
        await BackUpAsync(LocalMember.Tax, "good", "--with-record-keys");
        await BackUpAsync(LocalMember.Finance, "finance", "--with-record-keys");
        var before = Fingerprints(Data(LocalMember.Tax));

        Assert.Contains("it is of finance", await RunAsync(2, "restore", LocalMember.Tax, "--from", PathOf("finance")), StringComparison.Ordinal);
        Assert.Contains("exists already", await RunAsync(2, "backup", LocalMember.Tax, "--to", PathOf("good")), StringComparison.Ordinal);
        foreach (var (file, wanted) in new[] { ("records.anchor", "records.anchor"), ("peer/cosigned.checkpoint", "cosigned.checkpoint"),
            ("manifest.json", "manifest.json") })
        {
            TemporaryFolder.Copy(PathOf("good"), PathOf("flipped"));
            Flip(Path.Combine(PathOf("flipped"), file));
            var refused = await RunAsync(2, "restore", LocalMember.Tax, "--from", PathOf("flipped"));
            Assert.Contains(wanted + ": it", refused, StringComparison.Ordinal);
            Directory.Delete(PathOf("flipped"), recursive: true);
        }

        TemporaryFolder.Copy(PathOf("good"), PathOf("short"));
        File.Delete(Path.Combine(PathOf("short"), "peer", "log.checkpoint"));
        File.Delete(Path.Combine(PathOf("short"), "records.db"));
        Assert.Contains("log.checkpoint: the backup lacks this file",
            await RunAsync(2, "restore", LocalMember.Tax, "--from", PathOf("short")), StringComparison.Ordinal);
        File.Delete(Path.Combine(PathOf("short"), "manifest.json"));
        Assert.Contains("manifest.json: it is absent", await RunAsync(2, "restore", LocalMember.Tax, "--from", PathOf("short")), StringComparison.Ordinal);
        await using (var other = LocalNetwork.Create(new LocalNetworkOptions { Folder = PathOf("other"), Profile = 1 }))
        {
            var file = other.Node(LocalMember.Tax).File;
            var (code, _, errors) = await new ProgramRun("ledger-node", "restore", "--config", file, "--from", PathOf("good")).EndAsync();
            Assert.Equal(2, code);
            Assert.Contains("it is of another ledger", errors, StringComparison.Ordinal);
        }

        Assert.Equal(before, Fingerprints(Data(LocalMember.Tax)));
    }

    [Fact(Timeout = 600_000)]
    public async Task A_backup_holds_no_key_unless_asked_and_without_the_keys_of_its_records_it_is_not_put_in_place_of_nothing()
    {
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        await WriteAsync(LocalMember.Tax);
        await BackUpAsync(LocalMember.Tax, "without");
        await BackUpAsync(LocalMember.Tax, "with", "--with-record-keys");
        await Network.StopNodeAsync(LocalMember.Tax);
        var data = Data(LocalMember.Tax);
        var lost = PathOf("lost");
        Directory.Move(data, lost);

        // Numbered files are the store's, which may have folded some together between the two.
        Assert.Equal(["records.keys"], Names(PathOf("with")).Except(Names(PathOf("without"))).Where(static name => !char.IsAsciiDigit(name[0])));
        Assert.DoesNotContain(Names(PathOf("with")), name => name.EndsWith(".pem", StringComparison.Ordinal)
            || (name.EndsWith(".key", StringComparison.Ordinal)));
        var refused = await RunAsync(2, "restore", LocalMember.Tax, "--from", PathOf("without"));
        Assert.Contains("records.keys", refused, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(data, "peer")));
        File.Copy(Path.Combine(lost, "records.keys"), Path.Combine(data, "records.keys"));
        Assert.Contains("Records: the backup's", await RunAsync(0, "restore", LocalMember.Tax, "--from", PathOf("without")), StringComparison.Ordinal);
        var verified = await RunAsync(0, "verify-store", LocalMember.Tax);
        Assert.Equal(2, verified.Split("no damage").Length - 1);
        await Network.StartNodeAsync(LocalMember.Tax, Ct);
        Assert.Equal(1UL, await CountRecordsAsync(LocalMember.Tax));
        foreach (var made in new[] { PathOf("without"), PathOf("with") })
            OwnerOnly.Require(made);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_backup_is_read_back_as_a_restore_would_beside_a_running_node_or_not_and_nothing_is_changed()
    {
        await Network.StartAsync(NodePlacement.ProcessPerDepartment, Ct);
        await WriteAsync(LocalMember.Tax);
        await BackUpAsync(LocalMember.Tax, "without");
        Assert.Contains("can be restored", await RunAsync(0, "backup", LocalMember.Tax, "--verify", PathOf("without")), StringComparison.Ordinal);
        var running = await RunAsync(2, "verify-store", LocalMember.Tax);
        Assert.Contains($"already running, pid {Network.ProcessId(LocalMember.Tax)}", running, StringComparison.Ordinal);
        await Network.StopAsync();
        var (data, made) = (Fingerprints(Data(LocalMember.Tax)), Fingerprints(PathOf("without")));

        Assert.Contains("can be restored", await RunAsync(0, "backup", LocalMember.Tax, "--verify", PathOf("without")), StringComparison.Ordinal);
        TemporaryFolder.Copy(PathOf("without"), PathOf("flipped"));
        Flip(Path.Combine(PathOf("flipped"), "peer", "cosigned.checkpoint"));
        Assert.Contains("cosigned.checkpoint: it", await RunAsync(2, "backup", LocalMember.Tax, "--verify", PathOf("flipped")), StringComparison.Ordinal);
        Assert.Contains("it is of tax", await RunAsync(2, "backup", LocalMember.Finance, "--verify", PathOf("without")), StringComparison.Ordinal);
        Assert.NotEqual(0, (await new ProgramRun("ledger-node", "backup", "--config", Network.Node(LocalMember.Tax).File).EndAsync()).ExitCode);

        Assert.Equal(data, Fingerprints(Data(LocalMember.Tax)));
        Assert.Equal(made, Fingerprints(PathOf("without")));
        Assert.Empty(Directory.EnumerateDirectories(Path.GetDirectoryName(Data(LocalMember.Tax))!, "*.verify-*"));
    }

    [Fact(Timeout = 600_000)]
    public async Task A_running_department_is_not_restored_and_a_restore_cut_short_is_seen_at_the_start_and_finished_by_another()
    {
        await Network.StartAsync(NodePlacement.ProcessPerDepartment, Ct);
        await WriteAsync(LocalMember.Tax);
        await BackUpAsync(LocalMember.Tax, "backup");
        Assert.Contains($"already running, pid {Network.ProcessId(LocalMember.Tax)}",
            await RunAsync(2, "restore", LocalMember.Tax, "--from", PathOf("backup")), StringComparison.Ordinal);
        await Network.StopAsync();
        var (data, aside) = (Data(LocalMember.Tax), PathOf("aside"));
        var whole = Fingerprints(data);

        // As a crash leaves it between the two moves.
        await File.WriteAllTextAsync(Path.Combine(data, "restore.plan"), JsonSerializer.Serialize(new { aside, replaced = new[] { "peer" } }), Ct);
        TemporaryFolder.Copy(Path.Combine(PathOf("backup"), "peer"), Path.Combine(data, "restore.new", "peer"));
        Directory.CreateDirectory(aside);
        Directory.Move(Path.Combine(data, "peer"), Path.Combine(aside, "peer"));
        foreach (var command in new[] { "run", "verify-store" })
            Assert.Contains("a restore was cut short here", await RunAsync(2, command, LocalMember.Tax), StringComparison.Ordinal);
        Assert.Contains("cut short is finished", await RunAsync(0, "restore", LocalMember.Tax, "--from", PathOf("backup")), StringComparison.Ordinal);

        Assert.Contains("2 blocks", await RunAsync(0, "verify-store", LocalMember.Tax), StringComparison.Ordinal);
        Assert.Equal(whole["records.db"], Fingerprints(data)["records.db"]);
        Assert.True(File.Exists(Path.Combine(aside, "peer", "cosigned.checkpoint")));
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        Assert.Equal(RecordState.Recorded, (await Network.RevokeUnusedCertificateAsync(LocalMember.Tax)).State);
    }

    private async Task WriteAsync(string department) =>
        Assert.Equal(RecordState.Recorded, (await Network.RevokeUnusedCertificateAsync(department)).State);

    private async Task<JsonElement> BackUpAsync(string department, string name, params string[] more)
    {
        var output = await RunAsync(0, "backup", department, ["--to", PathOf(name), "--json", .. more]);
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("manifest").Clone();
    }

    private async Task<string> RunAsync(int expected, string command, string department, params string[] more)
    {
        var (code, output, errors) = await new ProgramRun("ledger-node", [command, "--config", Network.Node(department).File, .. more]).EndAsync();
        Assert.True(code == expected, $"{command} ended with {code}:\n{output}{errors}");
        return output + errors;
    }

    private async Task<ulong> CountRecordsAsync(string department)
    {
        using var administrator = Network.Administrator(department);
        return Assert.Single(await administrator.CheckRecordsAsync(Ct)).RecordsChecked;
    }

    private string Data(string department) => Network.Node(department).DataFolder;

    private static IEnumerable<string> Names(string folder)
        => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)!);

    private static Dictionary<string, string> Fingerprints(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !FolderLock.IsOwn(file) && !file.Contains("restore.new", StringComparison.Ordinal))
            .ToDictionary(
                file => Path.GetRelativePath(folder, file),
                file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))),
                StringComparer.Ordinal);

    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
    }
}
