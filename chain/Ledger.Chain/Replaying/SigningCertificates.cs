using System.Collections.Concurrent;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>Certificates of the signing keys that a replay has met. Safe for use by several threads.</summary>
internal sealed class SigningCertificates
{
    private static readonly string KeyPrefix = PageKeys.Key([]);
    private readonly ConcurrentDictionary<string, byte[]> certificates = new(StringComparer.Ordinal);

    /// <summary>Certificate of a key, DER; null when there is none.</summary>
    public byte[]? Find(byte[] keyId) => certificates.GetValueOrDefault(PageKeys.Key(keyId));

    /// <summary>Takes the certificate out of a page that holds one.</summary>
    public void Take(string key, byte[] page)
    {
        if (key.StartsWith(KeyPrefix, StringComparison.Ordinal))
            certificates[key] = SigningKey.Parser.ParseFrom(Page.Parser.ParseFrom(page).Body).Certificate.ToByteArray();
    }
}
