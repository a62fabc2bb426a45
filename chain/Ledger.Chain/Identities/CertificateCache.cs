using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Ledger.Chain;

/// <summary>
/// Certificates parsed once per process, by their fingerprint. Holds what the ledger's own pages name, so it stays as
/// small as the consortium. Safe for use by several threads.
/// </summary>
public sealed class CertificateCache
{
    private readonly ConcurrentDictionary<string, CertificateIdentity> identities = new(StringComparer.Ordinal);

    /// <summary>Reads a certificate or finds it read before.</summary>
    /// <inheritdoc cref="CertificateIdentity.TryParse"/>
    public bool TryGet(ReadOnlySpan<byte> der, [NotNullWhen(true)] out CertificateIdentity? identity, [NotNullWhen(false)] out string? fault)
    {
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(der));
        if (identities.TryGetValue(fingerprint, out identity))
        {
            fault = null;
            return true;
        }

        if (!CertificateIdentity.TryParse(der, out var parsed, out fault))
            return false;

        identity = identities.GetOrAdd(fingerprint, parsed);
        return true;
    }
}
