namespace Ledger.Departments;

/// <summary>Role of a certificate: the one organisational unit (OU) of its subject.</summary>
public enum CertificateRole
{
    /// <summary>OU=operator: a clerk or bank officer.</summary>
    Operator,

    /// <summary>OU=administrator: runs the node.</summary>
    Administrator,

    /// <summary>OU=node: a department's node.</summary>
    Node,

    /// <summary>OU=signer: a key that signs envelopes.</summary>
    Signer,
}
