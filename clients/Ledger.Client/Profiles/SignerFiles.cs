namespace Ledger.Client;

/// <summary>A bank's own signing key, which never leaves the bank: PEM files, relative to the profile's folder.</summary>
public sealed record SignerFiles
{
    /// <summary>Certificate of the signing key, one of those genesis lists for the bank.</summary>
    public required string Certificate { get; init; }

    /// <summary>Private key, PKCS #8, ECDSA P-256.</summary>
    public required string Key { get; init; }
}
