using System.Security.Cryptography.X509Certificates;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>A stand-in peer and a client of Org1 connected to it, with or without a signer.</summary>
internal sealed class GatewayFixture : IAsyncDisposable
{
    private readonly X509Certificate2 clientCertificate;

    private GatewayFixture(StandInPeer peer, X509Certificate2 clientCertificate, PeerConnection connection)
    {
        Peer = peer;
        this.clientCertificate = clientCertificate;
        Connection = connection;
        User = peer.Channel.Organisation("Org1MSP").Issue("User1@org1.example.com", "client");
        Gateway = Protocol.Gateway.Connect(connection, User.SigningIdentity);
    }

    public static CancellationToken Limit => TestContext.Current.CancellationToken;

    public StandInPeer Peer { get; }

    public PeerConnection Connection { get; }

    public TestIdentity User { get; }

    public Protocol.Gateway Gateway { get; }

    public Network Network => Gateway.GetNetwork("mychannel");

    public Contract Basic => Network.GetContract("basic");

    public static async Task<GatewayFixture> StartAsync(bool bft = false)
    {
        var peer = await StandInPeer.StartAsync(bft);
        var (certificate, key) = peer.IssueClientCertificate();
        var client = certificate.WithKey(key);
        var connection = PeerConnection.Open(new PeerConnectionOptions
        {
            Address = peer.Address,
            TlsRoots = [peer.Channel.Organisation("Org1MSP").TlsAuthority.Certificate],
            ServerName = "peer0.org1.example.com",
            ClientCertificate = client,
        });
        return new GatewayFixture(peer, client, connection);
    }

    public Protocol.Gateway For(TestIdentity identity) => Protocol.Gateway.Connect(Connection, identity.SigningIdentity);

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        clientCertificate.Dispose();
        await Peer.DisposeAsync();
    }
}
