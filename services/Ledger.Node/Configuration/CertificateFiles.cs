namespace Ledger.Node;

/// <summary>A certificate and its private key, both PEM.</summary>
/// <param name="Certificate">The certificate, P-256, issued by the organisation's root.</param>
/// <param name="Key">Its private key, PKCS #8; mode 0600.</param>
public sealed record CertificateFiles(string Certificate, string Key);
