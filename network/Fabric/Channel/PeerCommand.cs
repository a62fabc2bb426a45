namespace Ledger.Network.Fabric;

/// <summary>Runs <c>peer</c> as a client, in an organisation's name, toward one of its peers.</summary>
internal sealed class PeerCommand(FabricBinaries binaries, FabricLayout layout, FabricOrganisation organisation, FabricPeer peer)
{
    /// <summary>Runs it as the administrator.</summary>
    /// <param name="arguments">E.g. <c>channel list</c>.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="LocalNetworkException">It failed.</exception>
    public Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken ct) =>
        FabricTool.RunAsync(binaries.Peer, arguments, Environment(layout.Node(peer.Name), organisation.Administrator), ct);

    /// <summary>The options of a command that sends a transaction to an orderer.</summary>
    public IReadOnlyList<string> To(FabricOrderer orderer) =>
    [
        "--orderer", orderer.Address,
        "--tls", "--cafile", orderer.TlsRoot,
        "--clientauth", "--certfile", organisation.Administrator.TlsCertificate, "--keyfile", organisation.Administrator.TlsKey,
    ];

    /// <summary>The environment for a user; the peer's own configuration tells the address and the rest.</summary>
    public static Dictionary<string, string> Environment(string peerFolder, FabricUser user) => new(FabricEnvironment.Clean(), StringComparer.Ordinal)
    {
        ["FABRIC_CFG_PATH"] = peerFolder,
        ["FABRIC_LOGGING_SPEC"] = "warn:grpc=error",
        ["CORE_PEER_MSPCONFIGPATH"] = user.MspFolder,
        ["CORE_PEER_TLS_CLIENTCERT_FILE"] = user.TlsCertificate,
        ["CORE_PEER_TLS_CLIENTKEY_FILE"] = user.TlsKey,
    };
}
