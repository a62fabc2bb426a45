namespace Ledger.Network;

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
    public IReadOnlyList<string> To(FabricOrderer orderer) => To(orderer, organisation.Administrator);

    /// <inheritdoc cref="To(FabricOrderer)"/>
    public static IReadOnlyList<string> To(FabricOrderer orderer, FabricUser user) =>
    [
        "--orderer", orderer.Address,
        "--tls", "--cafile", orderer.TlsRoot,
        "--clientauth", "--certfile", user.TlsCertificate, "--keyfile", user.TlsKey,
    ];

    /// <summary>The variables that make <c>peer</c> act for a user; the peer's own configuration tells the address and the rest.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Settings(string peerFolder, FabricUser user) =>
    [
        new("FABRIC_CFG_PATH", peerFolder),
        // What it did, and nothing else.
        new("FABRIC_LOGGING_SPEC", "warn:grpc=error:cli=info:chaincodeCmd=info:channelCmd=info"),
        new("FABRIC_LOGGING_FORMAT", FabricEnvironment.LoggingFormat),
        new("CORE_PEER_MSPCONFIGPATH", user.MspFolder),
        new("CORE_PEER_TLS_CLIENTCERT_FILE", user.TlsCertificate),
        new("CORE_PEER_TLS_CLIENTKEY_FILE", user.TlsKey),
    ];

    private static Dictionary<string, string> Environment(string peerFolder, FabricUser user)
    {
        var environment = FabricEnvironment.Clean();
        foreach (var (variable, value) in Settings(peerFolder, user))
            environment[variable] = value;
        return environment;
    }
}
