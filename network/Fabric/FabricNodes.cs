using System.Collections.Concurrent;

namespace Ledger.Network;

/// <summary>The processes of a Fabric network: how each is started, and which run.</summary>
internal sealed class FabricNodes(FabricLayout layout, FabricPlan plan, FabricBinaries binaries, FabricNetworkOptions options,
    IReadOnlyDictionary<string, ChaincodeFiles> chaincodes)
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, GuardedProcess> running = new(StringComparer.Ordinal);

    /// <summary>Every node: orderers, peers, chaincode servers.</summary>
    public IReadOnlyList<string> Names { get; } =
        [.. plan.Orderers.Select(member => member.Orderer), .. plan.Peers.Select(peer => peer.Name), .. FabricMember.All.Select(member => member.Chaincode)];

    /// <summary>The process of a node while it runs.</summary>
    public int? ProcessId(string name) => running.GetValueOrDefault(Known(name))?.ProcessId;

    /// <summary>Starts a node; it may still refuse its configuration, see <see cref="Ended"/>.</summary>
    public void Launch(string name)
    {
        if (ProcessId(name) is not null)
            throw new InvalidOperationException($"{name} runs already.");
        var (command, settings) = Describe(name);
        var environment = FabricEnvironment.Clean();
        foreach (var (variable, value) in settings)
            environment[variable] = value;
        Directory.CreateDirectory(layout.Node(name));
        running[name] = GuardedProcess.Start(name, command, environment, layout.Node(name), layout.Log(name), StopPatience);
    }

    /// <summary>The nodes that ended without being asked to.</summary>
    public IReadOnlyList<(string Name, LocalNetworkException End)> Ended() =>
        [.. running.Select(node => (node.Key, node.Value.End)).Where(static node => node.End is not null).Select(static node => (node.Key, node.End!))];

    /// <summary>Says why a node ended when it was not asked to.</summary>
    /// <exception cref="LocalNetworkException">One ended.</exception>
    public void ThrowIfEnded()
    {
        if (Ended() is [var first, ..])
            throw first.End;
    }

    /// <summary>Ends a node in order; nothing happens when it does not run.</summary>
    public async Task StopAsync(string name)
    {
        if (running.TryRemove(Known(name), out var process))
            await process.DisposeAsync();
    }

    /// <summary>Ends a node as a power cut would (SIGKILL).</summary>
    public async Task KillAsync(string name)
    {
        if (!running.TryRemove(Known(name), out var process))
            throw new InvalidOperationException($"{name} does not run.");
        await process.KillAsync();
        await process.DisposeAsync();
    }

    /// <summary>Ends all: who asks before who is asked.</summary>
    public async Task StopAllAsync()
    {
        await Task.WhenAll(plan.Peers.Select(peer => StopAsync(peer.Name)));
        await Task.WhenAll(Names.Select(StopAsync));
    }

    /// <summary>Whether a node is to run, by the last start or stop of it.</summary>
    public bool IsStarted(string name) => running.ContainsKey(name);

    private string Known(string name) => Names.Contains(name, StringComparer.Ordinal)
        ? name
        : throw new ArgumentException($"'{name}' is no node of this network; there are {string.Join(", ", Names)}.", nameof(name));

    private (IReadOnlyList<string> Command, Dictionary<string, string> Settings) Describe(string name)
    {
        var member = new FabricMember(name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["FABRIC_CFG_PATH"] = layout.Node(name),
            ["FABRIC_LOGGING_SPEC"] = options.LoggingSpec,
            ["FABRIC_LOGGING_FORMAT"] = FabricEnvironment.LoggingFormat,
        };
        if (name == member.Orderer)
            return ([binaries.Orderer], settings);
        var chaincode = chaincodes[member.Department];
        if (name != member.Chaincode)
        {
            settings["CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG"] = chaincode.BuilderConfiguration();
            return ([binaries.Peer, "node", "start"], settings);
        }

        return (
        [
            Path.Combine(AppContext.BaseDirectory, "ledger-chaincode"), "run",
            "--genesis", Path.GetFullPath(options.GenesisFile),
            "--genesis-sha256", Convert.ToHexStringLower(options.GenesisSha256.Span),
            "--organisation", member.Department,
        ],
            chaincode.Settings.ToDictionary(StringComparer.Ordinal));
    }
}
