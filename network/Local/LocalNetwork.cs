using System.Security.Cryptography;
using Ledger.Client;
using Ledger.Node;

namespace Ledger.Network;

/// <summary>
/// Four departments, two banks and an audit office on one machine: their certificates, keys, configuration, data and the
/// running nodes.
/// </summary>
public sealed class LocalNetwork
{
    private readonly NetworkLayout layout;
    private Dictionary<string, NodeConfiguration> configurations = [];

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

    /// <summary>The readers' policy (formats.md 5).</summary>
    public string PolicyFile => layout.Policy;

    /// <summary>The nodes' configurations, in the order of <see cref="LocalMember.Departments"/>.</summary>
    public IReadOnlyList<NodeConfiguration> Nodes => [.. LocalMember.Departments.Select(member => configurations[member.Organisation])];

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
    /// <param name="options">How it is made; only the folder counts when it exists.</param>
    public static LocalNetwork OpenOrCreate(LocalNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Directory.Exists(options.Folder) ? Open(options.Folder) : Create(options);
    }

    /// <summary>A node's configuration.</summary>
    /// <param name="department">E.g. <see cref="LocalMember.Tax"/>.</param>
    public NodeConfiguration Node(string department) => configurations[department];

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

    private void ReadConfigurations() =>
        configurations = LocalMember.Departments.ToDictionary(
            member => member.Organisation,
            member => NodeConfiguration.Load(layout.NodeConfiguration(member.Organisation)),
            StringComparer.Ordinal);
}
