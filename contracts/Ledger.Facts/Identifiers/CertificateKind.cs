namespace Ledger.Facts;

/// <summary>The two documents a registry issues.</summary>
public enum CertificateKind
{
    /// <summary>不动产权证书, for ownership and use rights.</summary>
    Certificate = 1,

    /// <summary>不动产登记证明, for mortgages, easements, advance notices, objections and rights of residence.</summary>
    Proof = 2,
}
