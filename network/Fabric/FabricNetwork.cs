using System.Globalization;
using Ledger.Node;

namespace Ledger.Network;

/// <summary>
/// A Hyperledger Fabric network of the four departments on one machine, from Fabric's own programs and without Docker: keys, one
/// channel, orderers, peers, and the ledger's chaincode, endorsed by all four. Mutual TLS everywhere, loopback only.
/// <code>
/// await using var fabric = await FabricNetwork.StartAsync(new() { GenesisFile = file, GenesisSha256 = hash }, ct);
/// var tax = fabric.Organisation("tax");   // tax.Gateway, tax.MspId, tax.TlsRoot, tax.Client
/// </code>
/// Started again on the same folder it goes on with the same keys, channel and ledger. No process of it outlives this one, however
/// this one ends.
/// </summary>
public sealed class FabricNetwork : IAsyncDisposable, IWatchedProcesses
{
    /// <summary>The channel's name.</summary>
    public const string Channel = ChannelMaker.Channel;

    /// <summary>The chaincode's name on the channel.</summary>
    public const string Chaincode = ChaincodeFiles.Chaincode;

    private readonly FabricLayout layout;
    private readonly FabricPlan plan;
    private readonly FabricNodes nodes;
    private readonly FabricReadiness readiness;
    private readonly ChannelMaker maker;
    private readonly ChannelSurvey survey;
    private readonly bool ledgerBegun;
    private readonly FolderLock alone;
    private readonly Dictionary<string, ChaincodeFiles> chaincodes;

    private FabricNetwork(FabricLayout layout, FabricPlan plan, FabricBinaries binaries, FabricNetworkOptions options, string version,
        ChannelMaker maker, FolderLock alone)
    {
        this.alone = alone;
        this.layout = layout;
        this.plan = plan;
        Version = version;
        var configuration = new FabricConfiguration(layout, plan);
        Organisations = [.. FabricMember.All.Select(member => new FabricOrganisation(
            member.Department,
            member.MspId,
            [.. plan.Peers.Where(peer => peer.Member == member)
                .Select(peer => new FabricPeer(peer.Name, configuration.Address(peer.Name), Operations(peer.Name)))],
            layout.TlsRoot(member),
            layout.User(member, "User1"),
            layout.User(member, "Admin")))];
        Orderers = [.. plan.Orderers.Select(member => new FabricOrderer(
            member.Orderer,
            member.OrdererMspId,
            configuration.Address(member.Orderer),
            Local(plan.Ports[member.Orderer].Second),
            Operations(member.Orderer),
            layout.OrdererTlsRoot(member)))];
        chaincodes = FabricMember.All.ToDictionary(
            member => member.Department,
            member => ChaincodeFiles.OpenOrMake(member, layout.ChaincodeTls(member), configuration.Address(member.Chaincode), options.Clock),
            StringComparer.Ordinal);
        nodes = new FabricNodes(layout, plan, binaries, options, chaincodes);
        readiness = new FabricReadiness(nodes, Organisations, Orderers);
        this.maker = maker;
        survey = new ChannelSurvey(binaries, layout, plan, nodes, Organisations, Orderers);
        ledgerBegun = options.LedgerBegun;
    }

    /// <summary>Id of the chaincode's package, the same for all organisations.</summary>
    public static string PackageId => ChaincodeFiles.Package.Id;

    /// <summary>The network's folder, absolute.</summary>
    public string Folder => layout.Folder;

    /// <summary>Version of the peers, e.g. <c>3.1.5</c>.</summary>
    public string Version { get; }

    /// <summary>How the orderers agree.</summary>
    public FabricOrderingService OrderingService => plan.OrderingService;

    /// <summary>The channel's first block (<c>common.Block</c>): its memberships and policies.</summary>
    public string ChannelBlock => layout.Block;

    /// <summary>The departments, in the order of <see cref="LocalMember.Departments"/>.</summary>
    public IReadOnlyList<FabricOrganisation> Organisations { get; }

    /// <summary>The orderers.</summary>
    public IReadOnlyList<FabricOrderer> Orderers { get; }

    /// <summary>Names of all processes: <c>orderer.registration</c>, <c>peer0.tax</c>, <c>chaincode.tax</c> and so on.</summary>
    public IReadOnlyList<string> Nodes => nodes.Names;

    /// <summary>
    /// Brings the network up: makes what is missing, starts every process, and returns when a trial transaction through every
    /// gateway is committed. An orderer that has lost the chain is not joined anew.
    /// </summary>
    /// <param name="options">How.</param>
    /// <param name="ct">Gives up; what was started is stopped.</param>
    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    /// <exception cref="FolderInUseException">The network of the folder runs already; nothing was touched.</exception>
    /// <exception cref="LocalNetworkException">A program is missing, of another version or refuses; a port is taken; a
    /// certificate is not valid; the orderers hold less of the channel than others have seen; or a node is not ready in
    /// time.</exception>
    public static async Task<FabricNetwork> StartAsync(FabricNetworkOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var binaries = FabricBinaries.Find(options);
        var version = await binaries.RequireVersionAsync(options.OrderingService, ct);
        var place = new FabricLayout(Path.GetFullPath(options.Folder));
        OwnerOnly.ForNewFiles();
        var taken = FolderLock.Take(place.Folder);
        try
        {
            return await StartAsync(options, place, binaries, version, taken, ct);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>A department's organisation.</summary>
    /// <param name="department">E.g. <see cref="LocalMember.Tax"/>.</param>
    public FabricOrganisation Organisation(string department) => Organisations.Single(organisation => organisation.Department == department);

    /// <summary>Folder of a node: its configuration, <c>node.log</c>, and <c>data</c>.</summary>
    /// <param name="name">One of <see cref="Nodes"/>.</param>
    public string NodeFolder(string name) => layout.Node(name);

    /// <summary>The process of a node; null when it does not run.</summary>
    /// <param name="name">One of <see cref="Nodes"/>.</param>
    public int? ProcessId(string name) => nodes.ProcessId(name);

    /// <summary>
    /// Starts a node again and waits until it serves, an orderer also until it takes part in the channel; whether transactions
    /// are endorsed depends on the others, see <see cref="WaitReadyAsync"/>.
    /// </summary>
    /// <param name="name">One of <see cref="Nodes"/>.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="LocalNetworkException">It ended, does not serve in time, or is an orderer that has lost the chain.</exception>
    public async Task StartNodeAsync(string name, CancellationToken ct)
    {
        nodes.Launch(name);
        await WaitServingAsync(name, ct);
        if (Orderers.Any(orderer => orderer.Name == name))
            await JoinOrderersAsync(ct);
    }

    /// <inheritdoc/>
    IReadOnlyList<(string Name, LocalNetworkException End)> IWatchedProcesses.Ended() => nodes.Ended();

    /// <inheritdoc/>
    async Task IWatchedProcesses.RestartAsync(string name, CancellationToken ct)
    {
        await nodes.StopAsync(name);
        await StartNodeAsync(name, ct);
    }

    /// <summary>Ends a node in order.</summary>
    /// <param name="name">One of <see cref="Nodes"/>.</param>
    public Task StopNodeAsync(string name) => nodes.StopAsync(name);

    /// <summary>Ends a node as a power cut would (SIGKILL).</summary>
    /// <param name="name">One of <see cref="Nodes"/>.</param>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public Task KillNodeAsync(string name) => nodes.KillAsync(name);

    /// <summary>
    /// Waits until ordering has a leader, the running peers know each other, and a trial transaction through each one's gateway
    /// is endorsed by all departments, ordered and committed.
    /// </summary>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="LocalNetworkException">A node ended, or it does not happen in time.</exception>
    public async Task WaitReadyAsync(CancellationToken ct)
    {
        await WaitConnectedAsync(ct);
        await EachAsync(
            Organisations.SelectMany(organisation => organisation.Peers.Select(peer => (organisation, peer))).Where(pair => nodes.IsStarted(pair.peer.Name)),
            (pair, token) => readiness.WaitCommittedAsync(pair.organisation, pair.peer, token),
            ct);
    }

    /// <summary>Ends every process in order: SIGTERM, and SIGKILL for one that does not end by that.</summary>
    public Task StopAsync() => nodes.StopAllAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        readiness.Dispose();
        alone.Dispose();
    }

    private static async Task<FabricNetwork> StartAsync(
        FabricNetworkOptions options, FabricLayout place, FabricBinaries binaries, string version, FolderLock taken, CancellationToken ct)
    {
        var made = FabricPlan.OpenOrMake(place, options);
        RequireFreePorts(place, made);
        var channel = new ChannelMaker(binaries, place, made, new FabricConfiguration(place, made));
        await channel.MakeAsync(ct);
        FabricCertificates.RequireValid([place.Crypto, .. FabricMember.All.Select(place.ChaincodeTls)], options.Clock.GetUtcNow());
        channel.WriteNodes();
        var network = new FabricNetwork(place, made, binaries, options, version, channel, taken);
        network.WriteForOperators();
        try
        {
            await network.BringUpAsync(binaries, ct);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    private void WriteForOperators()
    {
        OperatorShells.Write(layout, Organisations, Orderers);
        foreach (var member in FabricMember.All)
            File.WriteAllLines(layout.ChaincodeSettings(member), chaincodes[member.Department].Settings.Select(setting => $"{setting.Key}={setting.Value}"));
    }

    private async Task BringUpAsync(FabricBinaries binaries, CancellationToken ct)
    {
        foreach (var name in Nodes)
            nodes.Launch(name);
        var peers = Organisations.SelectMany(organisation => organisation.Peers.Select(peer => (organisation, peer))).ToList();
        await Task.WhenAll(
            EachAsync(Orderers, readiness.WaitServingAsync, ct),
            EachAsync(peers, (pair, token) => readiness.WaitServingAsync(pair.peer, token), ct));
        await JoinOrderersAsync(ct);
        await EachAsync(peers, (pair, token) => maker.JoinAsync(pair.organisation, pair.peer, token), ct);
        await WaitConnectedAsync(ct);
        await EachAsync(FabricMember.All, (member, token) => WaitServingAsync(member.Chaincode, token), ct);
        await new ChaincodeLifecycle(binaries, layout, Organisations, Orderers[0]).DefineAsync(ct);
        await WaitReadyAsync(ct);
    }

    /// <summary>
    /// Has the running orderers join that have not, unless they would begin a second chain; compares what they hold with what
    /// the peers hold.
    /// </summary>
    private async Task JoinOrderersAsync(CancellationToken ct)
    {
        var held = await survey.OrderersAsync(ct);
        var decision = JoinDecision.Of(held, await survey.PeersAsync(ct), ledgerBegun, layout.Nodes);
        var block = decision.From is { } from && held.Any(orderer => orderer.Height == 0) ? await survey.FetchConfigurationAsync(from.Node, ct) : layout.Block;
        await EachAsync(
            plan.Orderers.Where(member => nodes.IsStarted(member.Orderer)),
            (member, token) => maker.JoinAsync(member, Orderers.Single(orderer => orderer.Name == member.Orderer), block, token),
            ct);
        if (decision.From is { } chain)
            await survey.CompareAsync(chain, ct);
    }

    private async Task WaitConnectedAsync(CancellationToken ct)
    {
        await readiness.WaitLeaderAsync(plan.OrderingService, ct);
        await readiness.WaitMembershipAsync(ct);
    }

    private Task WaitServingAsync(string name, CancellationToken ct)
    {
        if (Orderers.FirstOrDefault(orderer => orderer.Name == name) is { } orderer)
            return readiness.WaitServingAsync(orderer, ct);
        if (Organisations.SelectMany(organisation => organisation.Peers).FirstOrDefault(peer => peer.Name == name) is { } peer)
            return readiness.WaitServingAsync(peer, ct);
        var member = FabricMember.All.Single(member => member.Chaincode == name);
        return readiness.WaitListeningAsync(name, chaincodes[member.Department].Address, ct);
    }

    // The ports stand in the channel's first block and in the installed package; a start can't choose others.
    private static void RequireFreePorts(FabricLayout layout, FabricPlan plan)
    {
        var taken = plan.Ports.Where(node => node.Value.All.Any(port => !FreePorts.IsFree(port))).Select(node => node.Key).ToList();
        if (taken.Count > 0)
        {
            throw new LocalNetworkException(
                $"The network in {layout.Folder} runs already, or other programs use the ports of {string.Join(", ", taken)} (listed in network.json).",
                $"{layout.Folder} 中的网络已在运行，或端口被占用：{string.Join("、", taken)}（见 network.json）。");
        }
    }

    /// <summary>Does it for all at the same time; the first failure ends the rest.</summary>
    private static Task EachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> act, CancellationToken ct) => Parallel.ForEachAsync(
        items,
        new ParallelOptions { MaxDegreeOfParallelism = -1, CancellationToken = ct },
        async (item, token) => await act(item, token));

    private string Operations(string name) => Local(plan.Ports[name].Operations);

    private static string Local(int port) => string.Create(CultureInfo.InvariantCulture, $"{FabricConfiguration.Host}:{port}");
}
