using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Log;

namespace Ledger.Departments.Tests;

/// <summary>A certificate with its key.</summary>
internal sealed record TestCertificate(X509Certificate2 Certificate, ECDsa Key)
{
    public byte[] Fingerprint { get; } = SHA256.HashData(Certificate.RawData);

    public EcdsaSigner Signer { get; } = new(Key);
}
