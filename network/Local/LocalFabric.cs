using Ledger.Node;

namespace Ledger.Network;

/// <summary>The Fabric network that orders for a local network, in a folder of it.</summary>
internal sealed class LocalFabric
{
    private readonly NetworkLayout layout;
    private readonly FabricLayout files;
    private readonly FabricPlan plan;

    private LocalFabric(NetworkLayout layout, FabricPlan plan)
    {
        this.layout = layout;
        files = new FabricLayout(layout.Fabric);
        this.plan = plan;
    }

    /// <summary>Decides ports and services of a new one; keys and channel are made at its first start.</summary>
    public static LocalFabric Make(NetworkLayout layout, FabricOrderingService service, byte[] genesisSha256)
    {
        var options = new FabricNetworkOptions
        {
            Folder = layout.Fabric,
            GenesisFile = layout.Genesis,
            GenesisSha256 = genesisSha256,
            OrderingService = service
        };
        return new LocalFabric(layout, FabricPlan.OpenOrMake(new FabricLayout(layout.Fabric), options));
    }

    /// <summary>How a department's node reaches its own peer.</summary>
    public FabricAccess Access(string department)
    {
        var member = FabricMember.All.Single(member => member.Department == department);
        var user = files.User(member, "User1");
        return new FabricAccess
        {
            Peer = $"{FabricConfiguration.Host}:{plan.Ports[member.Peer(0)].Listen}",
            TlsRoot = files.TlsRoot(member),
            TlsClient = new CertificateFiles(user.TlsCertificate, user.TlsKey),
            MspId = member.MspId,
            MspFolder = user.MspFolder,
            Channel = FabricNetwork.Channel,
            ChannelBlock = files.Block,
            Chaincode = FabricNetwork.Chaincode,
        };
    }

    /// <summary>How the orderers of the one that was made with a local network agree.</summary>
    /// <exception cref="LocalNetworkException">There is none, or its plan is damaged.</exception>
    public static FabricOrderingService OrderingService(NetworkLayout layout) => FabricPlan.Open(new FabricLayout(layout.Fabric)).OrderingService;

    /// <summary>Starts the one that was made with a local network.</summary>
    /// <exception cref="LocalNetworkException">A program is missing, a port is taken, an orderer has lost the chain, or it is not ready in time.</exception>
    public static Task<FabricNetwork> StartAsync(NetworkLayout layout, IReadOnlyList<NodeConfiguration> nodes, byte[] genesisSha256, CancellationToken ct) =>
        FabricNetwork.StartAsync(
            FabricPlan.Open(new FabricLayout(layout.Fabric)).Apply(new FabricNetworkOptions
            {
                Folder = layout.Fabric,
                GenesisFile = layout.Genesis,
                GenesisSha256 = genesisSha256,
                // A node is started only when the channel is ready: where one has a store, the channel was there.
                LedgerBegun = nodes.Any(node => Directory.Exists(node.PeerFolder)),
            }),
            ct);
}
