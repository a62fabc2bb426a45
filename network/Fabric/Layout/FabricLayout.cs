namespace Ledger.Network;

/// <summary>Where things lie in a Fabric network's folder.</summary>
/// <param name="Folder">The network's folder, absolute.</param>
internal sealed record FabricLayout(string Folder)
{
    public string Plan => Path.Combine(Folder, "network.json");

    public string Crypto => Path.Combine(Folder, "crypto");

    public string Channel => Path.Combine(Folder, "channel");

    public string CryptoConfiguration => Path.Combine(Channel, "crypto-config.yaml");

    public string ChannelConfiguration => Path.Combine(Channel, "configtx.yaml");

    public string Block => Path.Combine(Channel, "ledger.block");

    public string Package => Path.Combine(Channel, "ledger.tar.gz");

    public string OperatorShells => Path.Combine(Folder, "operator");

    public string OperatorShell(string department) => Path.Combine(OperatorShells, department + ".sh");

    public string Nodes => Path.Combine(Folder, "nodes");

    /// <summary>Folder of a node: its configuration, its log, its data.</summary>
    public string Node(string name) => Path.Combine(Nodes, name);

    public string Log(string name) => Path.Combine(Node(name), "node.log");

    public string Data(string name) => Path.Combine(Node(name), "data");

    /// <summary>Folder of the keys between a department's peers and its chaincode.</summary>
    public string ChaincodeTls(FabricMember member) => Path.Combine(Node(member.Chaincode), "tls");

    /// <summary>The variables that a department's chaincode is started with: for who starts it otherwise.</summary>
    public string ChaincodeSettings(FabricMember member) => Path.Combine(Node(member.Chaincode), "chaincode.env");

    public string Organisation(FabricMember member) => Path.Combine(Crypto, "peerOrganizations", member.Domain);

    public string OrdererOrganisation(FabricMember member) => Path.Combine(Crypto, "ordererOrganizations", member.OrdererDomain);

    public string TlsRoot(FabricMember member) => Path.Combine(Organisation(member), "tlsca", $"tlsca.{member.Domain}-cert.pem");

    public string OrdererTlsRoot(FabricMember member) => Path.Combine(OrdererOrganisation(member), "tlsca", $"tlsca.{member.OrdererDomain}-cert.pem");

    /// <summary>Folder with <c>msp</c> and <c>tls</c> of a peer.</summary>
    public string PeerKeys(FabricMember member, string name) =>
        Path.Combine(Organisation(member), "peers", $"{name[..name.IndexOf('.', StringComparison.Ordinal)]}.{member.Domain}");

    /// <summary>Folder with <c>msp</c> and <c>tls</c> of a department's orderer.</summary>
    public string OrdererKeys(FabricMember member) => Path.Combine(OrdererOrganisation(member), "orderers", $"orderer.{member.OrdererDomain}");

    public FabricUser User(FabricMember member, string name) =>
        FabricUser.Of(name, Path.Combine(Organisation(member), "users", $"{name}@{member.Domain}"));

    public FabricUser OrdererAdministrator(FabricMember member) =>
        FabricUser.Of("Admin", Path.Combine(OrdererOrganisation(member), "users", $"Admin@{member.OrdererDomain}"));
}
