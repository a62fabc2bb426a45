namespace Ledger.Client;

/// <summary>An answered title or lien check: the certificate file, verified.</summary>
/// <param name="CheckId">The service's name for the question.</param>
/// <param name="File">The file's bytes, to be kept and handed on.</param>
/// <param name="Report">What it says; never invalid.</param>
public sealed record VerifiedCheck(string CheckId, byte[] File, CertificateReport Report);
