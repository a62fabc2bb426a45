using Ledger.Chain;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.Log;
using Ledger.Network;
using Ledger.Peers;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Benchmarks;

/// <summary>
/// A local network in a temporary folder with the clerks who load it. All clients share one trail, so a checkpoint is
/// verified once however many receipts stand on it.
/// </summary>
internal sealed class BenchmarkNetwork : IAsyncDisposable
{
    /// <summary>Connections of the registration clerk: calls in flight share them.</summary>
    private const int Connections = 4;

    private static readonly TimeSpan SettlePatience = TimeSpan.FromSeconds(60);

    private readonly string folder;
    private readonly LocalNetwork network;
    private readonly NodePlacement placement;
    private readonly List<LedgerClient> clients = [];
    private readonly SyncCounter syncs = new();

    private BenchmarkNetwork(string folder, LocalNetwork network, NodePlacement placement)
    {
        this.folder = folder;
        this.network = network;
        this.placement = placement;
    }

    /// <summary>Clerks of the registration department, one connection each.</summary>
    public IReadOnlyList<LedgerClient> Registration { get; private set; } = [];

    /// <summary>A clerk of the transaction department.</summary>
    public LedgerClient Transaction { get; private set; } = null!;

    /// <summary>A clerk of the tax department.</summary>
    public LedgerClient Tax { get; private set; } = null!;

    /// <summary>SHA-256 of genesis.</summary>
    public byte[] GenesisSha256 => network.GenesisSha256;

    /// <summary>Profile of the registration clerk.</summary>
    public ClientProfile ClerkProfile => network.Profile("registration-clerk");

    /// <summary>Makes a network and starts it.</summary>
    /// <param name="placement">Where its nodes run.</param>
    /// <param name="fabric">How Fabric orders; null: a node does.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="ledger">The ledger that its nodes have; null: one that begins with genesis.</param>
    public static async Task<BenchmarkNetwork> StartAsync(
        NodePlacement placement, FabricOrderingService? fabric, CancellationToken ct, KeptLedger? ledger = null)
    {
        // Beside a kept ledger, so that table files can be shared with it.
        var folder = ledger?.NewFolder() ?? Directory.CreateTempSubdirectory("ledger-benchmark-").FullName;
        var path = Path.Combine(folder, "net");
        var network = ledger?.Copy(path)
            ?? LocalNetwork.Create(new LocalNetworkOptions { Folder = path, Profile = 1, QuorumWait = TimeSpan.FromSeconds(30), Fabric = fabric });
        foreach (var department in Departments)
            network.ProcessVariables[department] = FigureServer.Variables(folder);

        var made = new BenchmarkNetwork(folder, network, placement);
        try
        {
            await network.StartAsync(placement, ct);
            made.Connect();
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>The departments, the ordering one first.</summary>
    public static IReadOnlyList<string> Departments { get; } =
        [.. LocalMember.Departments.Select(member => member.Organisation).OrderByDescending(name => name == LocalMember.Registration)];

    /// <summary>Reads what was used so far.</summary>
    public async Task<NetworkSample> SampleAsync()
    {
        var nodes = Nodes().ToList();
        var figures = ProcessFigures.Read(syncs);
        foreach (var (_, process) in nodes)
            figures += await FigureServer.AskAsync(folder, process);

        var fabric = (network.Fabric?.Nodes ?? []).Select(name => network.Fabric!.ProcessId(name)).OfType<int>();
        return new(CpuTimes.Read(nodes.Select(node => node.Process), fabric), MachineLoad.ReadBusy(), figures);
    }

    /// <summary>Memory of this process and of each node's.</summary>
    public IReadOnlyList<ProcessMemory> ReadMemory() =>
    [
        ProcessMemory.Read(placement == NodePlacement.OneProcess ? "all" : "clients", Environment.ProcessId),
        .. Nodes().Select(node => ProcessMemory.Read(node.Department, node.Process)),
    ];

    /// <summary>Waits until all four peers stand at the same block with the quorum, and compares their roots.</summary>
    /// <returns>Block and size of the log.</returns>
    /// <exception cref="BenchmarkException">They differ, or do not meet in time.</exception>
    public async Task<(ulong Block, ulong Size)> SettleAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(SettlePatience);
        var administrators = LocalMember.Departments
            .Select(member => new LocalAdministrator(network.Profile($"{member.Organisation}-administrator"), TimeProvider.System))
            .ToList();
        try
        {
            while (true)
            {
                var states = await Task.WhenAll(administrators.Select(administrator => administrator.GetStatusAsync(patience.Token)));
                var newest = states.Max(state => state.Block);
                if (states.All(state => state.Block == newest && state.QuorumBlock == newest))
                {
                    return states.All(state => state.StateRoot == states[0].StateRoot && state.Size == states[0].Size)
                        ? (newest, states[0].Size)
                        : throw new BenchmarkException($"The four peers have different state roots or sizes at block {newest}.");
                }

                await Task.Delay(50, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new BenchmarkException($"The four peers do not stand at one block with a quorum after {SettlePatience.TotalSeconds} s.");
        }
        finally
        {
            administrators.ForEach(administrator => administrator.Dispose());
        }
    }

    /// <summary>Where each node stands, for a failure's message.</summary>
    public async Task<string> DescribeAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        foreach (var member in LocalMember.Departments)
        {
            using var administrator = new LocalAdministrator(network.Profile($"{member.Organisation}-administrator"), TimeProvider.System);
            var state = await administrator.GetStatusAsync(ct);
            lines.Add(
                $"{member.Organisation}: block {state.Block}, quorum at {state.QuorumBlock}, {state.OpenRecords} open records, {state.State} {state.DetailEn}".TrimEnd());
        }

        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>The newest checkpoint as each department shows it, verified; and every entry it covers, as the auditor gets them.</summary>
    public async Task<(Checkpoint Checkpoint, List<ReadOnlyMemory<byte>> Entries)> DownloadAsync(CancellationToken ct)
    {
        var auditor = Connect("auditor", new LedgerClientOptions());
        Checkpoint? checkpoint = null;
        foreach (var member in LocalMember.Departments)
        {
            var shown = (await auditor.Reader.GetCheckpointAsync(department: member.Organisation, cancellationToken: ct)).Checkpoint!;
            checkpoint ??= shown;
            if (!checkpoint.Equals(shown))
                throw new BenchmarkException($"{member.Organisation} shows the checkpoint of size {shown.Size}, another one that of size {checkpoint.Size}.");
        }

        var entries = new List<ReadOnlyMemory<byte>>((int)checkpoint!.Size);
        await foreach (var entry in auditor.Reader.ReadEntriesAsync(0, checkpoint.Size, LocalMember.Registration, ct))
            entries.Add(entry.Entry.Memory);

        return (checkpoint, entries);
    }

    /// <summary>Lien certificates of units, as the registration department gives them to its own clerk on duty.</summary>
    public async Task<IReadOnlyList<byte[]>> CheckLiensAsync(IEnumerable<string> units, CancellationToken ct)
    {
        var files = new List<byte[]>();
        foreach (var unit in units)
        {
            var expires = (ulong)TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds();
            var request = new CheckRequest { UnitCode = unit, Purpose = CheckPurpose.OfficialDuty, OfficialFile = "2026-0001", ExpiresMs = expires };
            files.Add((await Registration[0].Verification.CheckLienAsync(request, LocalMember.Registration, ct)).File);
        }

        return files;
    }

    /// <summary>Replays entries from genesis and compares with what the departments signed.</summary>
    /// <exception cref="BenchmarkException">Another root comes out.</exception>
    public static async Task<ReplayResult> ReplayAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> entries, Checkpoint checkpoint, byte[] genesisSha256, CancellationToken ct)
    {
        var result = await Replay.RunAsync(entries.ToAsyncEnumerable(), genesisSha256, new LedgerContract(), progress: null, ct);
        return result.Head.Size == checkpoint.Size && result.Head.Root.AsSpan().SequenceEqual(checkpoint.Root.Span)
            ? result
            : throw new BenchmarkException(
                $"The replay ends at size {result.Head.Size} with another root than the checkpoint of size {checkpoint.Size} that the departments signed.");
    }

    /// <summary>File of the registration department's record store.</summary>
    public string RecordFile => network.Node(LocalMember.Registration).RecordFile;

    /// <summary>Stops the registration department's node in order.</summary>
    public Task StopNodeAsync() => network.StopNodeAsync(LocalMember.Registration);

    /// <summary>Ends the registration department's node with SIGKILL.</summary>
    public Task KillNodeAsync() => network.KillNodeAsync(LocalMember.Registration);

    /// <summary>Starts the registration department's node and waits until it serves and follows.</summary>
    public Task StartNodeAsync(CancellationToken ct) => network.StartNodeAsync(LocalMember.Registration, ct);

    /// <summary>Bytes of the stores of all nodes, while they write.</summary>
    public long ReadDisk() => network.Nodes.Sum(static node => FolderClone.Bytes(node.DataFolder));

    /// <summary>Replays what the auditor reads with the state in a folder, and compares with what the departments signed.</summary>
    /// <returns>Events applied.</returns>
    /// <exception cref="BenchmarkException">Another root comes out.</exception>
    public async Task<ulong> ReplayInFolderAsync(CancellationToken ct)
    {
        var auditor = Connect("auditor", new LedgerClientOptions());
        var checkpoint = (await auditor.Reader.GetCheckpointAsync(department: LocalMember.Registration, cancellationToken: ct)).Checkpoint!;
        using var replay = ReplayFolder.Open(Path.Combine(folder, "replay"), network.GenesisSha256);
        var result = await replay.RunAsync(EntriesAsync, new LedgerContract(), progress: null, ct);
        return result.Head.Size == checkpoint.Size && result.Head.Root.AsSpan().SequenceEqual(checkpoint.Root.Span)
            ? result.Events
            : throw new BenchmarkException($"The replay ends at size {result.Head.Size} with another root than the checkpoint of size {checkpoint.Size}.");

        async IAsyncEnumerable<ReadOnlyMemory<byte>> EntriesAsync(ulong from)
        {
            await foreach (var entry in auditor.Reader.ReadEntriesAsync(from, checkpoint.Size - from, LocalMember.Registration, ct))
                yield return entry.Entry.Memory;
        }
    }

    /// <summary>Stops the nodes and sums up what they left on disk.</summary>
    public async Task<DiskUse> StopAsync()
    {
        Disconnect();
        var fabric = network.Fabric;
        await network.StopAsync();
        var peers = network.Nodes.Select(node => FolderClone.Bytes(node.PeerFolder)).ToList();
        var records = network.Nodes.Sum(node => RecordBytes(node.RecordFile));
        long FabricBytes(string kind, string ledger) => fabric is null
            ? 0
            : (long)fabric.Nodes.Where(name => name.StartsWith(kind, StringComparison.Ordinal))
                .Select(name => Bytes(Path.Combine(fabric.NodeFolder(name), "data", ledger))).Average();
        return new DiskUse(peers.Sum() / peers.Count, records, FabricBytes("peer", "ledgersData"), FabricBytes("orderer", "ledger"));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Disconnect();
        await network.DisposeAsync();
        syncs.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private IEnumerable<(string Department, int Process)> Nodes()
    {
        foreach (var department in Departments)
        {
            if (network.ProcessId(department) is { } process)
                yield return (department, process);
        }
    }

    private void Connect()
    {
        var profile = network.Profile("registration-clerk");
        var options = new LedgerClientOptions
        {
            Trail = new CheckpointTrail(profile.Origin, Policy.Parse(File.ReadAllText(network.PolicyFile))),
            VerifyEnvelope = placement == NodePlacement.OneProcess ? network.VerifyEnvelope : null,
            Retry = new RetryOptions { Deadline = TimeSpan.FromSeconds(60) },
        };
        Registration = [.. Enumerable.Range(0, Connections).Select(_ => Connect("registration-clerk", options))];
        Transaction = Connect("transaction-clerk", options);
        Tax = Connect("tax-clerk", options);
    }

    private LedgerClient Connect(string user, LedgerClientOptions options)
    {
        var client = LedgerClient.Connect(network.Profile(user), options);
        clients.Add(client);
        return client;
    }

    private void Disconnect()
    {
        clients.ForEach(client => client.Dispose());
        clients.Clear();
    }

    private static long RecordBytes(string file) => Bytes(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*");

    private static long Bytes(string folder, string pattern = "*") =>
        new DirectoryInfo(folder).EnumerateFiles(pattern, SearchOption.AllDirectories).Sum(file => file.Length);
}
