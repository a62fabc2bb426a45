namespace Ledger.Fabric.Protocol;

/// <summary>Defaults of a gateway; each call may set its own limit.</summary>
public sealed record GatewayOptions
{
    /// <summary>Limit of an evaluation.</summary>
    public TimeSpan EvaluateTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Limit of gathering endorsements.</summary>
    public TimeSpan EndorseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Limit of handing a transaction to ordering.</summary>
    public TimeSpan SubmitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Limit of waiting for a commit. It includes the channel's block timeout.</summary>
    public TimeSpan CommitStatusTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// SHA-256 of the TLS certificate shown to the peer, <see cref="PeerConnection.ClientCertificateHash"/>; empty
    /// where the peer asks for none.
    /// </summary>
    public ReadOnlyMemory<byte> ClientCertificateHash { get; init; }

    /// <summary>
    /// Checks the signature of every endorsement before the prepared transaction is signed. Otherwise a bad one shows
    /// only at commit, as an invalid transaction. A tenth of a millisecond each.
    /// </summary>
    public bool VerifyEndorsements { get; init; } = true;

    /// <summary>
    /// The peer's address for messages, <c>host:port</c>; empty where the channel is the caller's own. Taken from the
    /// connection unless given.
    /// </summary>
    public string PeerAddress { get; init; } = "";

    /// <summary>Clock of the timestamps in headers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
