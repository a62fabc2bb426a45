using System.Text.Json;
using Ledger.Fabric.Chaincode;

namespace Ledger.Network.Fabric;

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

    /// <summary>Certificate of the chaincode's server.</summary>
    public string Certificate => Path.Combine(folder, "server.pem");

    /// <summary>Its private key.</summary>
    public string Key => Path.Combine(folder, "server.key");

    /// <summary>Root of both sides' certificates.</summary>
    public string Root => Path.Combine(folder, "root.pem");

    /// <summary>Where the chaincode listens.</summary>
    public string Address => address;

    private string PeerCertificate => Path.Combine(folder, "peer.pem");

    private string PeerKey => Path.Combine(folder, "peer.key");

    /// <summary>Opens an organisation's files, or makes them.</summary>
    /// <param name="member">Whose.</param>
    /// <param name="folder">The chaincode's folder.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="clock">Dates the certificates.</param>
    public static ChaincodeFiles OpenOrMake(FabricMember member, string folder, string address, TimeProvider clock)
    {
        var files = new ChaincodeFiles(folder, address);
        if (File.Exists(files.Root))
            return files;
        Directory.CreateDirectory(folder);
        // Not Fabric's own authority: a certificate of that one would be an identity on the channel.
        using var authority = CertificateAuthority.Create($"{member.MspId} chaincode", clock.GetUtcNow());
        using (var server = authority.Issue(CertificateRole.Server, member.Chaincode))
            server.Save(folder, "server");
        using (var peer = authority.Issue(CertificateRole.Node, "peer"))
            peer.Save(folder, "peer");
        File.WriteAllText(files.Root, authority.Root.ExportCertificatePem() + "\n");
        return files;
    }

    /// <summary>What the builder of the organisation's peers fills into the package: environment variable <c>CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG</c>.</summary>
    public string BuilderConfiguration() => JsonSerializer.Serialize(new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["address"] = address,
        ["root_cert"] = File.ReadAllText(Root),
        ["client_cert"] = File.ReadAllText(PeerCertificate),
        ["client_key"] = File.ReadAllText(PeerKey),
    });
}
