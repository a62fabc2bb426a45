namespace Ledger.Node;

/// <summary>How a node reaches the department's own peer of a Hyperledger Fabric channel, which then is the ledger's ordering.</summary>
public sealed record FabricAccess
{
    /// <summary>The peer, <c>host:port</c>: gateway and deliver service.</summary>
    public required string Peer { get; init; }

    /// <summary>Roots of the peer's TLS certificate, PEM.</summary>
    public required string TlsRoot { get; init; }

    /// <summary>Client certificate and key that the peer asks for under mutual TLS; null when it asks for none.</summary>
    public CertificateFiles? TlsClient { get; init; }

    /// <summary>Membership id of the department's organisation on the channel, e.g. <c>TaxMSP</c>.</summary>
    public required string MspId { get; init; }

    /// <summary>Folder of the identity that acts on the channel: <c>signcerts</c> and <c>keystore</c>.</summary>
    public required string MspFolder { get; init; }

    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's first block, a <c>common.Block</c>: the file that the department joined its peer with. All verification begins at it.</summary>
    public required string ChannelBlock { get; init; }

    /// <summary>Name that the ledger's chaincode was committed under.</summary>
    public required string Chaincode { get; init; }

    /// <summary>Envelopes under way on Fabric at a time, 1 to 10,000; below the peer's <c>gatewayService</c> limit divided by its clients.</summary>
    public int InFlight { get; init; } = 256;
}
