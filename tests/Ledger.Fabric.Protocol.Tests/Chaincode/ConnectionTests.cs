using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using MessageType = Ledger.Fabric.Protos.ChaincodeMessage.Types.Type;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Peers that come, go and come again; TLS; stopping.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task A_peer_that_hangs_up_cancels_its_transactions_and_may_dial_again()
    {
        var chaincode = new TestChaincode();
        await using var server = await TestServer.StartAsync(chaincode);
        await using (var peer = await PeerStream.RegisterAsync(server.EndPoint))
        {
            await peer.CallAsync("waiting", "wait");
            await chaincode.Came.WaitAsync(PeerStream.Limit);
            await peer.CallAsync("reading", "get", "key");
            await peer.ReceiveAsync(MessageType.GetState, "reading");
        }

        await chaincode.Cancelled.WaitAsync(PeerStream.Limit);
        await using var again = await PeerStream.RegisterAsync(server.EndPoint);
        await again.CallAsync("waiting", "echo", "x");
        Assert.Equal("x", (await again.CompletedAsync("waiting")).Payload.ToStringUtf8());
    }

    [Fact]
    public async Task A_peer_that_hangs_up_mid_read_ends_the_read()
    {
        var ended = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        var chaincode = new TestChaincode().With("read", async stub =>
        {
            try
            {
                return $"{await stub.GetStateAsync("key")}";
            }
            catch (Exception e)
            {
                ended.SetResult(e);
                throw;
            }
        });
        await using var server = await TestServer.StartAsync(chaincode);
        await using (var peer = await PeerStream.RegisterAsync(server.EndPoint))
        {
            await peer.CallAsync("tx", "read");
            await peer.ReceiveAsync(MessageType.GetState, "tx");
        }

        Assert.IsType<ChaincodeStreamClosedException>(await ended.Task.WaitAsync(PeerStream.Limit));
    }

    [Fact]
    public async Task Several_peers_are_served_side_by_side()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode());
        var peers = new List<ChaincodePeer>();
        for (var i = 0; i < 4; i++)
        {
            peers.Add(await ChaincodePeer.DialAsync(server.EndPoint, offers: i % 2 == 0 ? ChaincodePeer.Offers : null));
            peers[i].State["key"] = [(byte)('0' + i)];
        }

        var simulations = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => peers[i % 4].InvokeAsync("get", "key")));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i % 4}"), simulations.Select(simulation => simulation.Response.Payload.ToStringUtf8()));
        Assert.Equal(4, server.ReadyPeers);
        foreach (var peer in peers)
            await peer.DisposeAsync();
    }

    [Fact]
    public async Task Tls_without_client_certificates_serves_whoever_trusts_the_server()
    {
        var authority = new ChaincodeAuthority("chaincode");
        using var tls = authority.Tls();
        await using var server = await TestServer.StartAsync(new TestChaincode(), TestServer.Options with { Tls = tls });
        await EchoAsync(PeerStream.Dial(server.EndPoint, authority.Root));
        await Assert.ThrowsAsync<RpcException>(() => EchoAsync(PeerStream.Dial(server.EndPoint)));
        await Assert.ThrowsAsync<RpcException>(() => EchoAsync(PeerStream.Dial(server.EndPoint, new ChaincodeAuthority("another").Root)));
    }

    [Fact]
    public async Task Tls_with_client_certificates_serves_clients_of_the_configured_root_only()
    {
        var authority = new ChaincodeAuthority("chaincode");
        var clients = new ChaincodeAuthority("peers");
        using var tls = authority.Tls(clients);
        await using var server = await TestServer.StartAsync(new TestChaincode(), TestServer.Options with { Tls = tls });
        await EchoAsync(PeerStream.Dial(server.EndPoint, authority.Root, clients.Client()));
        foreach (var certificate in (X509Certificate2?[])[null, new ChaincodeAuthority("peers").Client(), clients.ServerOnly()])
            await Assert.ThrowsAsync<RpcException>(() => EchoAsync(PeerStream.Dial(server.EndPoint, authority.Root, certificate)));
    }

    [Fact]
    public async Task A_client_may_send_the_certificates_between_its_own_and_the_root()
    {
        var authority = new ChaincodeAuthority("chaincode");
        var clients = new ChaincodeAuthority("peers");
        var between = new ChaincodeAuthority("between", clients);
        using var tls = authority.Tls(clients);
        await using var server = await TestServer.StartAsync(new TestChaincode(), TestServer.Options with { Tls = tls });

        await EchoAsync(PeerStream.Dial(server.EndPoint, authority.Root, between.Client(), [X509CertificateLoader.LoadCertificate(between.Root.RawData)]));
        await Assert.ThrowsAsync<RpcException>(() => EchoAsync(PeerStream.Dial(server.EndPoint, authority.Root, between.Client())));
    }

    [Fact]
    public async Task Nothing_is_fetched_for_a_client_from_where_its_certificate_says()
    {
        var authority = new ChaincodeAuthority("chaincode");
        var clients = new ChaincodeAuthority("peers");
        using var tls = authority.Tls(clients);
        await using var server = await TestServer.StartAsync(new TestChaincode(), TestServer.Options with { Tls = tls });
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var client = new ChaincodeAuthority("between", clients).Client(new Uri($"http://{listener.LocalEndpoint}/issuer.cer"));

        await Assert.ThrowsAsync<RpcException>(() => EchoAsync(PeerStream.Dial(server.EndPoint, authority.Root, client, [])));

        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task A_stop_lets_transactions_under_way_end_and_takes_no_new_ones()
    {
        var chaincode = new TestChaincode();
        var server = await TestServer.StartAsync(chaincode, TestServer.Options with { StopPatience = TimeSpan.FromSeconds(50) });
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint);
        await peer.CallAsync("under way", "wait");
        await chaincode.Came.WaitAsync(PeerStream.Limit);
        // Keeps the server from hanging up before this client has read the answer: .NET drops what it has not read by then.
        await peer.CallAsync("last", "get", "key");
        var asked = await peer.ReceiveAsync(MessageType.GetState, "last");
        var stopping = server.DisposeAsync().AsTask();
        await peer.CallAsync("late", "echo");
        Assert.Contains("stopping", await peer.FailedAsync("late"), StringComparison.Ordinal);
        chaincode.Open();
        Assert.Equal(200, (await peer.CompletedAsync("under way")).Status);
        Assert.False(stopping.IsCompleted);
        await peer.AnswerAsync(asked);
        await stopping.WaitAsync(PeerStream.Limit);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_ever()
    {
        var chaincode = new TestChaincode();
        var server = await TestServer.StartAsync(chaincode, TestServer.Options with { StopPatience = TimeSpan.Zero });
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint);
        await peer.CallAsync("tx", "wait");
        await chaincode.Came.WaitAsync(PeerStream.Limit);
        await server.DisposeAsync().AsTask().WaitAsync(PeerStream.Limit);
        await chaincode.Cancelled.WaitAsync(PeerStream.Limit);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_at_start()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode());
        await Assert.ThrowsAnyAsync<IOException>(() => TestServer.StartAsync(new TestChaincode(), TestServer.Options with { Listen = server.EndPoint }));
    }

    private static async Task EchoAsync(PeerStream peer)
    {
        await using (peer)
        {
            await peer.RegisterAsync();
            await peer.CallAsync("tx", "echo", "x");
            Assert.Equal("x", (await peer.CompletedAsync("tx")).Payload.ToStringUtf8());
        }
    }
}
