using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Fabric.Protocol;

/// <summary>A gateway together with what it is made of: roots, TLS certificate, identity and connection, read from files and freed with it.</summary>
public sealed class GatewayClient : IDisposable
{
    private readonly X509Certificate2Collection roots;
    private readonly X509Certificate2? tlsClient;
    private readonly SigningIdentity identity;
    private readonly PeerConnection connection;

    private GatewayClient(X509Certificate2Collection roots, X509Certificate2? tlsClient, SigningIdentity identity, PeerConnection connection)
    {
        this.roots = roots;
        this.tlsClient = tlsClient;
        this.identity = identity;
        this.connection = connection;
        Gateway = Gateway.Connect(connection, identity);
    }

    /// <summary>The gateway.</summary>
    public Gateway Gateway { get; }

    /// <summary>Reads the files; nothing is sent yet.</summary>
    /// <param name="address">The peer, <c>host:port</c>.</param>
    /// <param name="tlsRoot">Roots of the peer's TLS certificate, PEM.</param>
    /// <param name="tlsClient">Certificate with private key for mutual TLS, freed with the client, also when this fails; null
    /// where the peer asks for none.</param>
    /// <param name="mspFolder">Folder of the identity: <c>signcerts</c> and <c>keystore</c>.</param>
    /// <param name="mspId">Membership id of its organisation.</param>
    /// <exception cref="FabricIdentityException">The identity's folder is not in order.</exception>
    /// <exception cref="CryptographicException">The roots are no PEM.</exception>
    /// <exception cref="IOException">The roots cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The roots may not be read.</exception>
    /// <exception cref="ArgumentException">The address is not host and port.</exception>
    public static GatewayClient Open(string address, string tlsRoot, X509Certificate2? tlsClient, string mspFolder, string mspId)
    {
        var trusted = new X509Certificate2Collection();
        SigningIdentity? signer = null;
        try
        {
            trusted.ImportFromPemFile(tlsRoot);
            signer = SigningIdentity.FromMspFolder(mspFolder, mspId);
            return new GatewayClient(
                trusted, tlsClient, signer,
                PeerConnection.Open(new PeerConnectionOptions { Address = address, TlsRoots = trusted, ClientCertificate = tlsClient }));
        }
        catch
        {
            signer?.Dispose();
            tlsClient?.Dispose();
            Free(trusted);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        identity.Dispose();
        tlsClient?.Dispose();
        Free(roots);
    }

    private static void Free(X509Certificate2Collection certificates)
    {
        foreach (var certificate in certificates)
            certificate.Dispose();
    }
}
