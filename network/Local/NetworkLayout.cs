namespace Ledger.Network;

/// <summary>Where things lie in a local network's folder.</summary>
/// <param name="Folder">The network's folder.</param>
internal sealed record NetworkLayout(string Folder)
{
    public string Genesis => Path.Combine(Folder, "genesis.bin");

    public string Policy => Path.Combine(Folder, "policy.txt");

    public string Signers => Path.Combine(Folder, "signers.pem");

    public string Nodes => Path.Combine(Folder, "nodes");

    public string Profiles => Path.Combine(Folder, "profiles");

    public string Fabric => Path.Combine(Folder, "fabric");

    public string Authority(string organisation) => Path.Combine(Folder, "authorities", organisation);

    public string Node(string department) => Path.Combine(Nodes, department);

    public string NodeConfiguration(string department) => Path.Combine(Node(department), "node.json");

    public string NodeLog(string department) => Path.Combine(Node(department), "node.log");

    public string Profile(string name) => Path.Combine(Profiles, name);
}
