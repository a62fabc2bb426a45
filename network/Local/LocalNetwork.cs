using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ledger.Chain;
using Ledger.Client;
using Ledger.Log;
using Ledger.Node;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>
/// Four departments, two banks and an audit office on one machine: their certificates, keys, configuration, data and the
/// running nodes.
/// </summary>
public sealed class LocalNetwork : IAsyncDisposable, IWatchedProcesses
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);

    private readonly NetworkLayout layout;
    private readonly ConcurrentDictionary<string, IRunningNode> running = new(StringComparer.Ordinal);
    private NodeEnvironment environment = new();
    private NodePlacement placement;
    private Dictionary<string, NodeConfiguration> configurations = [];
    private FabricNetwork? fabric;
    private FolderLock? alone;

    private LocalNetwork(NetworkLayout layout)
    {
        this.layout = layout;
        ReadConfigurations();
    }

    /// <summary>The network's folder, absolute.</summary>
    public string Folder => layout.Folder;

    /// <summary>Genesis, entry 0: the <c>ledger.v1.LogEntry</c> message.</summary>
    public string GenesisFile => layout.Genesis;

    /// <summary>SHA-256 of genesis, 32 bytes: what a replay starts from.</summary>
    public byte[] GenesisSha256 => SHA256.HashData(File.ReadAllBytes(layout.Genesis));

    /// <summary>The rule profile that the ledger was founded on.</summary>
    public uint FoundingProfile => GenesisBlock.Load(File.ReadAllBytes(layout.Genesis), GenesisSha256).Genesis.Profile;

    /// <summary>The readers' policy (formats.md 5).</summary>
    public string PolicyFile => layout.Policy;

    /// <summary>The nodes' configurations, in the order of <see cref="LocalMember.Departments"/>.</summary>
    public IReadOnlyList<NodeConfiguration> Nodes => [.. LocalMember.Departments.Select(member => configurations[member.Organisation])];

    /// <summary>Departments whose node in this process runs other rules than the others: how tests make a peer diverge.</summary>
    internal Dictionary<string, IContract> Rules { get; } = new(StringComparer.Ordinal);

    /// <summary>Departments whose node in this process has another clock than the others.</summary>
    internal Dictionary<string, TimeProvider> Clocks { get; } = new(StringComparer.Ordinal);

    /// <summary>Environment variables of the processes of departments' nodes, beside this one's: how tests give a real process a wrong clock.</summary>
    internal Dictionary<string, IReadOnlyDictionary<string, string>> ProcessVariables { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether a node whose peer has stopped for good is left running at the network's start instead of being waited for: it
    /// shows its alarms and why.
    /// </summary>
    internal bool LeavesStoppedNodes { get; set; }

    /// <summary>An operator's reason for which nodes started from now on go on without asking the others; null: they wait for them.</summary>
    internal string? StandAloneWord { get; set; }

    /// <summary>Makes a network: everything but its data. Nothing is started.</summary>
    /// <param name="options">How.</param>
    /// <exception cref="IOException">The folder exists, or can't be written.</exception>
    public static LocalNetwork Create(LocalNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LocalNetworkBuilder.Build(options);
        return Open(options.Folder);
    }

    /// <summary>Opens a network made before.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="NodeConfigurationException">It holds no network, or a configuration is damaged.</exception>
    public static LocalNetwork Open(string folder) => new(new NetworkLayout(Path.GetFullPath(folder)));

    /// <summary>Opens the network of a folder, or makes it when the folder is absent.</summary>
    /// <param name="options">How it is made; of one that exists the folder counts, and what orders if that is insisted on.</param>
    /// <param name="insistOnOrdering">Whether one that exists must be ordered as the options say; else it stays what it is.</param>
    /// <exception cref="LocalNetworkException">The network of the folder is ordered otherwise, or its Fabric network is damaged.</exception>
    public static LocalNetwork OpenOrCreate(LocalNetworkOptions options, bool insistOnOrdering)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Directory.Exists(options.Folder))
            return Create(options);
        var network = Open(options.Folder);
        if (insistOnOrdering && network.OrderingService is var made && made != options.Fabric)
        {
            throw new LocalNetworkException(
                $"The ledger in {network.Folder} is ordered by {OrderingName.English(made)}, not by {OrderingName.English(options.Fabric)}, and stays with that; leave the choice out, or name another folder.",
                $"{network.Folder} 中的账本由{OrderingName.Chinese(made)}排序，不能改为{OrderingName.Chinese(options.Fabric)}；请勿指定排序方式，或另选目录。");
        }

        return network;
    }

    /// <summary>Whether a Fabric channel orders.</summary>
    public bool IsOnFabric => Nodes[0].Fabric is not null;

    /// <summary>How the orderers of the Fabric channel agree; null when a node orders.</summary>
    /// <exception cref="LocalNetworkException">The Fabric network's folder is damaged.</exception>
    public FabricOrderingService? OrderingService => IsOnFabric ? LocalFabric.OrderingService(layout) : null;

    /// <summary>The Fabric network that orders; null while the network does not run, or when a node orders.</summary>
    public FabricNetwork? Fabric => fabric;

    /// <summary>Whether some process has started the network, or one of its nodes, and not ended it.</summary>
    public bool IsInUse => FolderLock.IsHeld(layout.Folder) || Nodes.Any(node => FolderLock.IsHeld(node.DataFolder));

    /// <summary>A node's configuration.</summary>
    /// <param name="department">E.g. <see cref="LocalMember.Tax"/>.</param>
    public NodeConfiguration Node(string department) => configurations[department];

    /// <summary>A node's address, <c>https://host:port</c>.</summary>
    /// <param name="department">E.g. <see cref="LocalMember.Tax"/>.</param>
    public Uri Address(string department) => Profile($"{department}-administrator").Services[department].Address;

    /// <summary>Folder of a user's client profile.</summary>
    /// <param name="user">Name, one of <see cref="LocalUser.All"/>.</param>
    public string ProfileFolder(string user) => layout.Profile(user);

    /// <summary>A user's client profile.</summary>
    /// <param name="user">Name, one of <see cref="LocalUser.All"/>.</param>
    /// <exception cref="ProfileException">No such user, or the profile is damaged.</exception>
    public ClientProfile Profile(string user) => ClientProfile.Load(layout.Profile(user));

    /// <summary>An organisation's certificate authority, to issue further certificates.</summary>
    /// <param name="organisation">E.g. <see cref="LocalMember.BankA"/>.</param>
    /// <param name="clock">Dates what it issues.</param>
    public CertificateAuthority Authority(string organisation, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var folder = layout.Authority(organisation);
        return CertificateAuthority.Open(
            organisation,
            new CertificateFiles(Path.Combine(folder, "root.pem"), Path.Combine(folder, "root.key")),
            clock.GetUtcNow());
    }

    /// <summary>Whether a node was started and neither stopped nor killed since.</summary>
    /// <param name="department">E.g. <see cref="LocalMember.Tax"/>.</param>
    public bool IsRunning(string department) => running.ContainsKey(department);

    /// <summary>The process of a node; null when it runs in this one, or not at all.</summary>
    /// <param name="department">E.g. <see cref="LocalMember.Tax"/>.</param>
    public int? ProcessId(string department) => running.GetValueOrDefault(department)?.ProcessId;

    /// <summary>A node that runs in this process.</summary>
    /// <param name="department">E.g. <see cref="LocalMember.Tax"/>.</param>
    /// <exception cref="InvalidOperationException">It does not run, or in a process of its own.</exception>
    public NodeHost Host(string department) =>
        running.GetValueOrDefault(department) is HostedNode node
            ? node.Host
            : throw new InvalidOperationException($"The node of {department} does not run in this process.");

    /// <summary>Checks an envelope's signature together with the peers that run in this process: once for all of them and its clients.</summary>
    /// <param name="leafHash">Leaf hash (32 bytes) of its entry.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="key">The key its key id names.</param>
    public bool VerifyEnvelope(ReadOnlyMemory<byte> leafHash, Envelope envelope, SignerKey key) => environment.Envelopes.Verify(leafHash.Span, envelope, key);

    /// <summary>Starts all four nodes and waits until each serves and shows a checkpoint with the quorum.</summary>
    /// <param name="where">In this process, or a process each; holds for nodes started later too.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="FolderInUseException">The network runs already, or one of its nodes does; nothing was touched.</exception>
    /// <exception cref="NodeConfigurationException">A configuration or key is not in order, or the network's folder is open to others.</exception>
    /// <exception cref="LocalNetworkException">A node ended, or is not ready within three minutes.</exception>
    public async Task StartAsync(NodePlacement where, CancellationToken ct)
    {
        if (!running.IsEmpty)
            throw new InvalidOperationException("The network runs already.");
        alone ??= Take();
        placement = where;
        environment = new NodeEnvironment { Executions = where == NodePlacement.OneProcess ? new() : null };
        try
        {
            // Somebody may have changed them since they were read.
            ReadConfigurations();
            if (NetworkPorts.Repair(layout, Nodes))
                ReadConfigurations();
            if (IsOnFabric)
                fabric = await LocalFabric.StartAsync(layout, Nodes, GenesisSha256, ct);
            // The ordering node first: the others would only wait for it.
            foreach (var department in Nodes.OrderByDescending(node => node.Orders).Select(node => node.Organisation))
                await LaunchAsync(department, ct);
            // Without a quorum nobody can be enrolled: the start that has them all does it.
            if (await WaitReadyAsync(ct) && FoundingProfile > 1)
                await LocalStaff.EnrolAsync(this, ct);
        }
        catch
        {
            await StopAsync();
            throw;
        }
    }

    /// <summary>Waits until every running node serves, and shows a checkpoint with the quorum.</summary>
    /// <param name="ct">Gives up.</param>
    /// <returns>Whether all do: false when one that stopped for good was left as it is.</returns>
    /// <exception cref="LocalNetworkException">A node ended, or is not ready within three minutes.</exception>
    public async Task<bool> WaitReadyAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(StartPatience);
        var waits = running.Select(node => WaitReadyAsync(node.Key, node.Value, patience.Token)).ToList();
        var ready = true;
        try
        {
            // One that ended keeps the others from a quorum: say so at once instead of waiting for them.
            await foreach (var wait in Task.WhenEach(waits))
                ready &= await wait;
            return ready;
        }
        catch
        {
            await patience.CancelAsync();
            await Task.WhenAll(waits).ContinueWith(static _ => { }, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Starts one node again and waits until it serves; whether there is a quorum depends on the others.</summary>
    /// <param name="department">E.g. <see cref="LocalMember.Tax"/>.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="FolderInUseException">The network runs already.</exception>
    /// <exception cref="NodeConfigurationException">Its configuration or a key is not in order.</exception>
    /// <exception cref="LocalNetworkException">It ended, or does not serve within three minutes.</exception>
    public async Task StartNodeAsync(string department, CancellationToken ct)
    {
        if (running.ContainsKey(department))
            throw new InvalidOperationException($"The node of {department} runs already.");
        alone ??= FolderLock.Take(layout.Folder);
        await LaunchAsync(department, ct);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(StartPatience);
        using var health = Health(department);
        await health.WaitServingAsync(running[department], patience.Token);
        // It asks the others what its keys signed: with one of them away it waits for that one, and serves meanwhile.
        if (running.Count == Nodes.Count)
            await health.WaitFollowingAsync(running[department], patience.Token);
    }

    /// <summary>Starts one node without waiting for it to serve.</summary>
    /// <param name="department">E.g. <see cref="LocalMember.Tax"/>.</param>
    /// <param name="ct">Gives up starting.</param>
    internal Task LaunchNodeAsync(string department, CancellationToken ct) => LaunchAsync(department, ct);

    /// <inheritdoc/>
    IReadOnlyList<(string Name, LocalNetworkException End)> IWatchedProcesses.Ended() =>
    [
        .. running.Select(node => (node.Key, node.Value.End)).Where(static node => node.End is not null).Select(static node => (node.Key, node.End!)),
        .. (fabric as IWatchedProcesses)?.Ended() ?? [],
    ];

    /// <inheritdoc/>
    async Task IWatchedProcesses.RestartAsync(string name, CancellationToken ct)
    {
        if (!configurations.ContainsKey(name))
        {
            await ((IWatchedProcesses)fabric!).RestartAsync(name, ct);
            return;
        }

        await StopNodeAsync(name);
        await StartNodeAsync(name, ct);
    }

    /// <summary>Ends one node in order.</summary>
    /// <param name="department">E.g. <see cref="LocalMember.Tax"/>.</param>
    public async Task StopNodeAsync(string department)
    {
        if (running.TryRemove(department, out var node))
            await node.DisposeAsync();
    }

    /// <summary>Ends one node's process with SIGKILL.</summary>
    /// <param name="department">E.g. <see cref="LocalMember.Tax"/>.</param>
    /// <exception cref="NotSupportedException">It runs in this process.</exception>
    public async Task KillNodeAsync(string department)
    {
        var node = running[department];
        await node.KillAsync();
        running.TryRemove(department, out _);
        await node.DisposeAsync();
    }

    /// <summary>Ends every node's process with SIGKILL, all at once.</summary>
    /// <exception cref="NotSupportedException">They run in this process.</exception>
    public Task KillAsync() => Task.WhenAll(running.Keys.Select(KillNodeAsync));

    /// <summary>Ends every node in order.</summary>
    public async Task StopAsync()
    {
        await Task.WhenAll(running.Keys.Select(StopNodeAsync));
        if (Interlocked.Exchange(ref fabric, null) is { } ordering)
            await ordering.DisposeAsync();
        Interlocked.Exchange(ref alone, null)?.Dispose();
    }

    /// <summary>Stops the network and starts it again where it ran.</summary>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="LocalNetworkException">A node ended, or is not ready within three minutes.</exception>
    public async Task RestartAsync(CancellationToken ct)
    {
        await StopAsync();
        await StartAsync(placement, ct);
    }

    /// <summary>Moves the ordering to another node by writing it into every configuration; takes effect with the next start.</summary>
    /// <param name="department">The node that orders from then on: the reachable one that holds the highest block.</param>
    /// <exception cref="InvalidOperationException">A node runs: with two nodes ordering, histories would part. Or Fabric orders.</exception>
    /// <exception cref="FolderInUseException">Another process runs the network.</exception>
    public void MoveOrdering(string department)
    {
        if (IsOnFabric)
            throw new InvalidOperationException("Fabric orders for this network; there is no ordering node to move.");
        if (!running.IsEmpty)
            throw new InvalidOperationException("Stop every node before the ordering is moved.");
        using var held = alone is null ? Take() : null;
        foreach (var node in Nodes)
            (node with { Ordering = department }).Save(node.File);
        ReadConfigurations();
    }

    /// <summary>
    /// Rebuilds a department's peer with new keys: stops its node, replaces its log and cosigner key, starts it on an empty
    /// store, has the other departments put the keys in force, and writes the readers' new policy.
    /// </summary>
    /// <param name="department">E.g. <see cref="LocalMember.Tax"/>.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="Grpc.Core.RpcException">Another department's node can't be reached, or refuses.</exception>
    public async Task ReplaceKeysAsync(string department, CancellationToken ct)
    {
        await StopNodeAsync(department);
        var replacement = PeerKeyReplacement.Make(layout, configurations[department]);
        await StartNodeAsync(department, ct);
        var administrators = Nodes
            .Where(node => node.Organisation != department)
            .Select(node => new LocalAdministrator(Profile($"{node.Organisation}-administrator"), TimeProvider.System))
            .ToList();
        try
        {
            await replacement.EnactAsync(administrators, ct);
        }
        finally
        {
            administrators.ForEach(administrator => administrator.Dispose());
        }

        replacement.UpdatePolicies();
        await WaitReadyAsync(ct);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Keeps everybody else out before anything is touched.</summary>
    private FolderLock Take()
    {
        var taken = FolderLock.Take(layout.Folder);
        try
        {
            OwnerOnly.Require(layout.Folder, depth: 0);
            // One that was started by itself is not to be cut off from the others.
            foreach (var node in Nodes)
                FolderLock.RequireFree(node.DataFolder);
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private async Task LaunchAsync(string department, CancellationToken ct)
    {
        var configuration = configurations[department];
        if (placement == NodePlacement.ProcessPerDepartment)
        {
            running[department] = NodeProcess.Start(configuration, layout.NodeLog(department), StandAloneWord, ProcessVariables.GetValueOrDefault(department));
            return;
        }

        running[department] = await HostedNode.StartAsync(configuration, Environment(department), layout.NodeLog(department), ct);
    }

    private async Task<bool> WaitReadyAsync(string department, IRunningNode node, CancellationToken ct)
    {
        using var health = Health(department);
        if (LeavesStoppedNodes && !await health.WaitStandingAsync(node, ct))
            return false;
        await health.WaitServingAsync(node, ct);
        await health.WaitFollowingAsync(node, ct);
        await health.WaitQuorumAsync(node, ct);
        return true;
    }

    private NodeEnvironment Environment(string department)
    {
        var own = environment with { StandAloneWord = StandAloneWord, Clock = Clocks.GetValueOrDefault(department) ?? environment.Clock };
        return Rules.TryGetValue(department, out var rules) ? own with { Contract = rules } : own;
    }

    private NetworkHealth Health(string department) => new(department, Profile($"{department}-administrator"));

    private void ReadConfigurations() =>
        configurations = LocalMember.Departments.ToDictionary(
            member => member.Organisation,
            member => NodeConfiguration.Load(layout.NodeConfiguration(member.Organisation)),
            StringComparer.Ordinal);
}
