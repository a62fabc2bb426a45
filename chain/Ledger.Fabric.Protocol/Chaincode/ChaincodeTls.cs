using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Fabric.Protocol;

/// <summary>The server's certificate, and whose clients it accepts.</summary>
public sealed class ChaincodeTls : IDisposable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private ChaincodeTls(X509Certificate2 certificate, X509Certificate2Collection intermediates, X509Certificate2Collection? clientRoots)
    {
        Certificate = certificate;
        Intermediates = intermediates;
        ClientRoots = clientRoots;
    }

    /// <summary>The server's certificate with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Certificates between it and its root, sent along.</summary>
    public X509Certificate2Collection Intermediates { get; }

    /// <summary>Roots of the clients accepted; null: clients need no certificate.</summary>
    public X509Certificate2Collection? ClientRoots { get; }

    /// <summary>Reads PEM texts.</summary>
    /// <param name="certificate">The server's certificate, then those between it and its root if any.</param>
    /// <param name="key">Its private key.</param>
    /// <param name="clientRoots">Roots of the clients accepted; null: clients need no certificate.</param>
    /// <exception cref="CryptographicException">A text holds no such thing, or key and certificate do not belong together.</exception>
    public static ChaincodeTls FromPem(string certificate, string key, string? clientRoots = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(key);
        X509Certificate2Collection? roots = null;
        if (clientRoots is not null)
        {
            roots = [];
            roots.ImportFromPem(clientRoots);
            if (roots.Count == 0)
                throw new CryptographicException("The clients' roots hold no certificate in PEM.");
        }

        var all = new X509Certificate2Collection();
        all.ImportFromPem(certificate);
        return new ChaincodeTls(X509Certificate2.CreateFromPem(certificate, key), [.. all.Skip(1)], roots);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Certificate.Dispose();
        foreach (var certificate in Intermediates.Concat(ClientRoots ?? []))
            certificate.Dispose();
    }

    /// <summary>
    /// How a client's certificate is judged. A certificate names addresses to fetch others from; nothing is fetched for a
    /// caller that nobody knows yet.
    /// </summary>
    internal X509ChainPolicy ClientPolicy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(ClientRoots ?? []);
        policy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return policy;
    }

    /// <summary>
    /// Whether a client's certificate was issued, for clients, under one of the roots and is valid now. Fabric's own
    /// authorities publish no revocation over the network.
    /// </summary>
    /// <param name="client">The certificate.</param>
    /// <param name="presented">What the client sent along with it.</param>
    internal bool Accepts(X509Certificate2 client, X509Certificate2Collection? presented = null)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy = ClientPolicy();
        chain.ChainPolicy.ExtraStore.AddRange(presented ?? []);
        try
        {
            return chain.Build(client);
        }
        finally
        {
            foreach (var element in chain.ChainElements)
                element.Certificate.Dispose();
        }
    }
}
