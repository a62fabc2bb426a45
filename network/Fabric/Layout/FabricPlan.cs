using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Node;

namespace Ledger.Network;

/// <summary>
/// What is decided once for a Fabric network and stands in its folder as <c>network.json</c>: most of it is in the channel's
/// first block too.
/// </summary>
internal sealed record FabricPlan
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>SHA-256 of the ledger's genesis, hex: what the channel's chaincode is founded on.</summary>
    public required string GenesisSha256 { get; init; }

    public required FabricOrderingService OrderingService { get; init; }

    public required int PeersPerOrganisation { get; init; }

    public required double BatchTimeoutMilliseconds { get; init; }

    public required int MaxMessageCount { get; init; }

    /// <summary>Ports by node.</summary>
    public required SortedDictionary<string, NodePorts> Ports { get; init; }

    /// <summary>Departments that run an orderer.</summary>
    [JsonIgnore]
    public IReadOnlyList<FabricMember> Orderers => OrderersOf(OrderingService);

    /// <summary>Every peer with its owner, organisation by organisation.</summary>
    [JsonIgnore]
    public IReadOnlyList<(FabricMember Member, string Name)> Peers => PeersOf(PeersPerOrganisation);

    /// <summary>A new plan with free ports.</summary>
    public static FabricPlan Make(FabricNetworkOptions options)
    {
        List<(string Name, int Count)> nodes =
        [
            .. OrderersOf(options.OrderingService).Select(member => (member.Orderer, 3)),
            .. PeersOf(options.PeersPerOrganisation).Select(peer => (peer.Name, 3)),
            .. FabricMember.All.Select(member => (member.Chaincode, 1)),
        ];
        var free = new Queue<int>(StablePorts.Find(nodes.Sum(node => node.Count)));
        var ports = new SortedDictionary<string, NodePorts>(StringComparer.Ordinal);
        foreach (var (name, count) in nodes)
            ports.Add(name, count == 1 ? new NodePorts(free.Dequeue(), 0, 0) : new NodePorts(free.Dequeue(), free.Dequeue(), free.Dequeue()));
        return new FabricPlan
        {
            GenesisSha256 = Convert.ToHexStringLower(options.GenesisSha256.Span),
            OrderingService = options.OrderingService,
            PeersPerOrganisation = options.PeersPerOrganisation,
            BatchTimeoutMilliseconds = options.BatchTimeout.TotalMilliseconds,
            MaxMessageCount = options.MaxMessageCount,
            Ports = ports,
        };
    }

    /// <summary>Reads the plan of a folder, or makes it when the folder is absent or empty.</summary>
    /// <exception cref="LocalNetworkException">The folder holds something else, or a network made with other options.</exception>
    public static FabricPlan OpenOrMake(FabricLayout layout, FabricNetworkOptions options)
    {
        if (File.Exists(layout.Plan))
        {
            var plan = Read(layout.Plan);
            plan.RequireSame(layout, options);
            return plan;
        }

        if (Directory.Exists(layout.Folder) && Directory.EnumerateFileSystemEntries(layout.Folder).Any(static entry => !FolderLock.IsOwn(entry)))
        {
            throw new LocalNetworkException(
                $"{layout.Folder} is not empty and holds no Fabric network; name another folder.",
                $"{layout.Folder} 非空且不是 Fabric 网络目录，请另选目录。");
        }

        var made = Make(options);
        Directory.CreateDirectory(layout.Folder);
        File.WriteAllText(layout.Plan, JsonSerializer.Serialize(made, Format) + "\n");
        return made;
    }

    /// <summary>Reads the plan of a folder.</summary>
    /// <exception cref="LocalNetworkException">There is none, or it is damaged.</exception>
    public static FabricPlan Open(FabricLayout layout) => File.Exists(layout.Plan)
        ? Read(layout.Plan)
        : throw new LocalNetworkException($"{layout.Folder} holds no Fabric network.", $"{layout.Folder} 不是 Fabric 网络目录。");

    /// <summary>Options under which a network of this plan starts.</summary>
    public FabricNetworkOptions Apply(FabricNetworkOptions options) => options with
    {
        OrderingService = OrderingService,
        PeersPerOrganisation = PeersPerOrganisation,
        BatchTimeout = TimeSpan.FromMilliseconds(BatchTimeoutMilliseconds),
        MaxMessageCount = MaxMessageCount,
    };

    private static FabricPlan Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<FabricPlan>(File.ReadAllText(file), Format) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new LocalNetworkException(
                $"{file} is damaged ({e.Message}); delete the folder to make the network anew.",
                $"{file} 已损坏，请删除该目录后重建网络。");
        }
    }

    private void RequireSame(FabricLayout layout, FabricNetworkOptions options)
    {
        List<string> differences = [];
        Compare("genesis with SHA-256", GenesisSha256, Convert.ToHexStringLower(options.GenesisSha256.Span));
        Compare("ordering service", OrderingService, options.OrderingService);
        Compare("peers per organisation", PeersPerOrganisation, options.PeersPerOrganisation);
        Compare("batch timeout in ms", BatchTimeoutMilliseconds, options.BatchTimeout.TotalMilliseconds);
        Compare("transactions per block", MaxMessageCount, options.MaxMessageCount);
        if (differences.Count > 0)
        {
            var list = string.Join("; ", differences);
            throw new LocalNetworkException(
                $"The network in {layout.Folder} was made otherwise: {list}. Start it as it was made, or name another folder.",
                $"{layout.Folder} 中的网络与所给选项不符（{list}），请按原选项启动或另选目录。");
        }

        void Compare<T>(string what, T made, T wanted)
            where T : notnull
        {
            if (!made.Equals(wanted))
                differences.Add(FormattableString.Invariant($"{what} {made}, not {wanted}"));
        }
    }

    private static IReadOnlyList<FabricMember> OrderersOf(FabricOrderingService service) => service == FabricOrderingService.Bft
        ? FabricMember.All
        : [new FabricMember(LocalMember.Registration)];

    private static List<(FabricMember Member, string Name)> PeersOf(int perOrganisation) =>
        [.. FabricMember.All.SelectMany(member => Enumerable.Range(0, perOrganisation).Select(i => (member, member.Peer(i))))];
}
