using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Log;

namespace Ledger.Verifier;

/// <summary>The keys that may sign envelopes, by key id, each with the organisation whose root its certificate stands on.</summary>
public sealed class SignerDirectory : IDisposable
{
    private readonly Dictionary<string, KnownSigner> signers = new(StringComparer.Ordinal);

    /// <summary>An empty directory, for readers to whom the quorum's word suffices.</summary>
    public SignerDirectory()
    {
    }

    /// <summary>Number of keys.</summary>
    public int Count => signers.Count;

    /// <summary>Reads a file of PEM certificates.</summary>
    /// <param name="pem">Any number of certificates.</param>
    /// <param name="roots">Root certificates by organisation.</param>
    /// <exception cref="CryptographicException">No certificates, or one that stands on none of the roots.</exception>
    /// <exception cref="LogFormatException">A key that is not on P-256.</exception>
    [UnsupportedOSPlatform("browser")]
    public static SignerDirectory FromPem(string pem, IReadOnlyDictionary<string, X509Certificate2> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        var directory = new SignerDirectory();
        foreach (var certificate in certificates)
        {
            directory.Add(OrganisationOf(certificate, roots), SignerKey.FromCertificate(certificate));
            certificate.Dispose();
        }

        return directory;
    }

    /// <summary>Takes a key in; the directory disposes of it.</summary>
    public void Add(string organisation, SignerKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        signers[Convert.ToHexStringLower(key.Id.Span)] = new KnownSigner(organisation, key);
    }

    /// <summary>The signer with this key id; null when it is unknown.</summary>
    public KnownSigner? Find(ReadOnlySpan<byte> keyId) => signers.GetValueOrDefault(Convert.ToHexStringLower(keyId));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signer in signers.Values)
            signer.Key.Dispose();
    }

    /// <summary>Validity in time is judged by the peers at envelope time; a receipt of last year stays a receipt.</summary>
    [UnsupportedOSPlatform("browser")]
    private static string OrganisationOf(X509Certificate2 certificate, IReadOnlyDictionary<string, X509Certificate2> roots)
    {
        foreach (var (organisation, root) in roots)
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(root);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
            if (chain.Build(certificate))
                return organisation;
        }

        throw new CryptographicException($"The certificate '{certificate.Subject}' stands on the root of no organisation of the profile.");
    }
}
