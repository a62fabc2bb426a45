using System.Text.Json;
using Ledger.Fabric.Protocol;
using Ledger.Node;

namespace Ledger.Network;

/// <summary>
/// What a peer and its organisation's chaincode know each other by. One package for all: the builder of each peer fills in where its
/// own chaincode listens and the certificates of that connection, so that every organisation sees the same package id.
/// </summary>
internal sealed class ChaincodeFiles
{
    /// <summary>The chaincode's name on the channel.</summary>
    public const string Chaincode = "ledger";

    private readonly string folder;
    private readonly string address;

    private ChaincodeFiles(string folder, string address)
    {
        this.folder = folder;
        this.address = address;
    }

    /// <summary>The package that every organisation installs.</summary>
    public static ChaincodePackage Package { get; } = ChaincodePackage.Create("ledger_1", new ChaincodeConnection
    {
        Address = "{{.address}}",
        TlsRequired = true,
        ClientAuthRequired = true,
        RootCertificate = "{{.root_cert}}",
        ClientCertificate = "{{.client_cert}}",
        ClientKey = "{{.client_key}}",
    });

    /// <summary>Where the chaincode listens.</summary>
    public string Address => address;

    /// <summary>The variables that its server is started with.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings =>
    [
        new("CHAINCODE_SERVER_ADDRESS", address),
        new("CHAINCODE_ID", Package.Id),
        new("CHAINCODE_TLS_CERT", Path.Combine(folder, "server.pem")),
        new("CHAINCODE_TLS_KEY", Path.Combine(folder, "server.key")),
        new("CHAINCODE_CLIENT_CA_CERT", Root),
    ];

    private string Root => Path.Combine(folder, "root.pem");

    private string Builder => Path.Combine(folder, "builder.json");

    /// <summary>Opens an organisation's files, or makes them.</summary>
    /// <param name="member">Whose.</param>
    /// <param name="folder">Where they lie; made when absent.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="clock">Dates the certificates.</param>
    public static ChaincodeFiles OpenOrMake(FabricMember member, string folder, string address, TimeProvider clock)
    {
        var files = new ChaincodeFiles(folder, address);
        if (Directory.Exists(folder))
            return files;
        // Under its own name only when complete: a folder that exists is taken for whole.
        var unfinished = folder + ".part";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        new ChaincodeFiles(unfinished, address).Make(member, clock);
        Directory.Move(unfinished, folder);
        return files;
    }

    /// <summary>
    /// What the builder of the organisation's peers fills into the package when it is installed: environment variable
    /// <c>CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG</c> of a peer. It holds the peer's private key.
    /// </summary>
    public string BuilderConfiguration() => File.ReadAllText(Builder);

    private void Make(FabricMember member, TimeProvider clock)
    {
        // Not Fabric's own authority: a certificate of that one would be an identity on the channel.
        using var authority = CertificateAuthority.Create($"{member.MspId} chaincode", clock.GetUtcNow());
        using (var server = authority.Issue(CertificateRole.Server, member.Chaincode))
            server.Save(folder, "server");
        using var peer = authority.Issue(CertificateRole.Node, "peer");
        var client = peer.Save(folder, "peer");
        File.WriteAllText(Root, authority.Root.ExportCertificatePem() + "\n");
        SecretFile.Write(Builder, JsonSerializer.Serialize(new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["address"] = address,
            ["root_cert"] = File.ReadAllText(Root),
            ["client_cert"] = File.ReadAllText(client.Certificate),
            ["client_key"] = File.ReadAllText(client.Key),
        }));
    }
}
