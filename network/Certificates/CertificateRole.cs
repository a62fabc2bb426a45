namespace Ledger.Network;

/// <summary>What a certificate may be used for. Stands in the subject's organisational unit (OU), which the services judge by.</summary>
public enum CertificateRole
{
    /// <summary>A gRPC server (OU <c>server</c>).</summary>
    Server,

    /// <summary>A department's node: signs envelopes and calls other nodes (OU <c>node</c>).</summary>
    Node,

    /// <summary>A bank's own key for envelopes (OU <c>signer</c>).</summary>
    Signer,

    /// <summary>A clerk, bank officer or auditor (OU <c>operator</c>); which of them, the organisation says.</summary>
    Operator,

    /// <summary>Runs a department's node (OU <c>administrator</c>).</summary>
    Administrator,
}
