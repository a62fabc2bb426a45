using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Ledger.Node;

namespace Ledger.Network.Tests;

/// <summary>Callers of one real node who take what they can get.</summary>
[Collection(Networks.Collection)]
public sealed class GuardedNodeTests : IAsyncDisposable
{
    private const string Check = "/grpc.health.v1.Health/Check";
    private const string Watch = "/grpc.health.v1.Health/Watch";

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;
    private readonly Callers callers;
    private NodeHost? node;

    public GuardedNodeTests()
    {
        network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Profile = 1 });
        callers = new Callers(network, LocalMember.Tax);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        callers.Dispose();
        if (node is not null)
            await node.DisposeAsync();
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Theory(Timeout = 120_000)]
    [InlineData(Callers.Nobody)]
    [InlineData("foreign")]
    public async Task Strangers_have_few_connections_and_leave_the_others_to_members(string stranger)
    {
        var address = await StartAsync(new ConnectionLimits { StrangersPerAddress = 3 });
        var held = new List<RawHttp2>();
        for (var i = 0; i < 3; i++)
            held.Add(await AnsweredAsync(address, stranger));

        await RefusedAsync(address, stranger);
        await ServedAsync(Callers.Operator);
        foreach (var connection in held)
            await connection.DisposeAsync();
        // The end of a connection reaches the node when it does.
        while (await TryConnectAsync(address, stranger) is var again)
        {
            if (again is null)
                continue;
            await again.DisposeAsync();
            break;
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_member_has_its_connections_and_other_members_theirs()
    {
        var address = await StartAsync(new ConnectionLimits { PerCertificate = 2 });
        await using var first = await AnsweredAsync(address, Callers.Bank);
        await using var second = await AnsweredAsync(address, Callers.Bank);

        await RefusedAsync(address, Callers.Bank);

        await ServedAsync(Callers.Operator);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(Callers.Nobody)]
    [InlineData(Callers.Bank)]
    public async Task Who_takes_calls_back_without_end_is_cut_and_not_let_in_again_while_others_are_served(string attacker)
    {
        var address = await StartAsync(new ConnectionLimits { FaultsPerSecond = 1, CallsPerSecond = 100 });
        var refused = false;
        for (var connections = 0; connections < 40 && !refused; connections++)
        {
            await using var flood = await TryConnectAsync(address, attacker);
            if (refused = flood is null)
                break;
            var sent = 0;
            while (!flood!.Closed.IsCompleted)
            {
                try
                {
                    await flood.ResetAsync(Check, 50, Ct);
                    sent += 50;
                }
                catch (IOException)
                {
                    break;
                }

                await ServedAsync(Callers.Operator);
                Assert.True(sent < 100_000, "never cut");
            }
        }

        Assert.True(refused, "let in again and again");
        await ServedAsync(Callers.Operator);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_stranger_holds_no_stream_open_and_a_member_no_more_than_its_part()
    {
        var address = await StartAsync(new ConnectionLimits { OpenCalls = 8 });
        await using var stranger = await AnsweredAsync(address, Callers.Nobody);
        using var channel = callers.Connect(Callers.Bank);
        var health = new Health.HealthClient(channel);
        var held = new List<AsyncServerStreamingCall<HealthCheckResponse>>();
        for (var i = 0; i < 8; i++)
        {
            held.Add(health.Watch(new HealthCheckRequest(), cancellationToken: Ct));
            Assert.True(await held[^1].ResponseStream.MoveNext(Ct));
        }

        using var one = health.Watch(new HealthCheckRequest(), cancellationToken: Ct);
        var refused = await Assert.ThrowsAsync<RpcException>(() => one.ResponseStream.MoveNext(Ct));

        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Contains("8 calls are open, of at most 8", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(refused.GetRpcStatus()!.Details, detail => detail.Is(Google.Rpc.RetryInfo.Descriptor));
        held.ForEach(call => call.Dispose());
        using var anonymous = callers.Connect(Callers.Nobody);
        using var watch = new Health.HealthClient(anonymous).Watch(new HealthCheckRequest(), cancellationToken: Ct);
        Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(Ct))).StatusCode);
        await stranger.OpenAsync(Watch, 200, Ct);
        await ServedAsync(Callers.Operator);
    }

    [Fact(Timeout = 120_000)]
    public async Task Whoever_only_opens_connections_takes_none_from_members_and_is_dropped()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "127.0.0.2 is no address of its own there");
        var address = await StartAsync(new ConnectionLimits { Total = 16, Unshaken = 16 });
        await ServedAsync(Callers.Operator);
        var silent = new List<Socket>();
        try
        {
            for (var i = 0; i < 60; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                silent.Add(socket);
                socket.Bind(new IPEndPoint(IPAddress.Parse($"127.0.0.{2 + (i % 4)}"), 0));
                try
                {
                    await socket.ConnectAsync(IPAddress.Loopback, address.Port, Ct);
                }
                catch (SocketException)
                {
                    // Closed before it was told that it is open.
                }

                await ServedAsync(Callers.Operator);
            }

            foreach (var socket in silent)
            {
                try
                {
                    Assert.Equal(0, await socket.ReceiveAsync(new byte[1], Ct));
                }
                catch (SocketException)
                {
                    // Reset is closed, too.
                }
            }
        }
        finally
        {
            silent.ForEach(static socket => socket.Dispose());
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Strangers_allowed_more_than_there_is_leave_half_to_members()
    {
        var address = await StartAsync(new ConnectionLimits { Total = 16, Strangers = 100, StrangersPerAddress = 100 });
        var held = new List<RawHttp2>();
        for (var i = 0; i < 8; i++)
            held.Add(await AnsweredAsync(address, Callers.Nobody));

        await RefusedAsync(address, Callers.Nobody);
        await ServedAsync(Callers.Operator);
        foreach (var connection in held)
            await connection.DisposeAsync();
    }

    [Fact]
    public void Handshakes_of_one_address_leave_some_to_others_and_half_to_addresses_of_members()
    {
        var handshakes = new Handshakes(16);
        handshakes.Remember("member");

        Assert.Equal(4, Begun("a"));
        Assert.Equal(4, Begun("b"));
        Assert.Equal(0, Begun("c"));
        var last = handshakes.Begin("member")!;
        Assert.Equal(7, Begun("member"));
        last.End();
        last.End();
        Assert.Equal(1, Begun("member"));
        Assert.Equal(0, Begun("c"));

        int Begun(string address)
        {
            var count = 0;
            while (handshakes.Begin(address) is not null)
                count++;
            return count;
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Strangers_who_ask_on_many_connections_leave_few_lines_in_the_log()
    {
        var log = folder["node.log"];
        var address = await StartAsync(new ConnectionLimits { StrangersPerAddress = 1, NewPerSecond = 10_000 }, log);
        await using var held = await AnsweredAsync(address, Callers.Nobody);

        for (var i = 0; i < 100; i++)
            await RefusedAsync(address, Callers.Nobody);

        await node!.DisposeAsync();
        Assert.InRange(File.ReadLines(log)
            .Count(line => line.Contains("is refused", StringComparison.Ordinal) && line.Contains("A connection of", StringComparison.Ordinal)), 1, 20);
    }

    [Fact(Timeout = 120_000)]
    public async Task Tls_without_authenticated_encryption_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows orders its suites itself");
        var address = await StartAsync(new ConnectionLimits());

        Assert.Null(await HandshakeAsync(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
            TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA));
        Assert.Equal(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, await HandshakeAsync(
            SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256));
        Assert.Equal(TlsCipherSuite.TLS_AES_128_GCM_SHA256, await HandshakeAsync(SslProtocols.Tls13, TlsCipherSuite.TLS_AES_128_GCM_SHA256));

        async Task<TlsCipherSuite?> HandshakeAsync(SslProtocols protocols, params TlsCipherSuite[] suites)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, Ct);
            await using var tls = new SslStream(client.GetStream());
            try
            {
#pragma warning disable CA1416 // Not on Windows, see above.
                await tls.AuthenticateAsClientAsync(
                    new SslClientAuthenticationOptions
                    {
                        TargetHost = address.Host,
                        EnabledSslProtocols = protocols,
                        CipherSuitesPolicy = new CipherSuitesPolicy(suites),
                        RemoteCertificateValidationCallback = static (_, _, _, _) => true,
                    },
                    Ct);
#pragma warning restore CA1416
                return tls.NegotiatedCipherSuite;
            }
            catch (Exception e) when (e is AuthenticationException or IOException)
            {
                return null;
            }
        }
    }

    private async Task<Uri> StartAsync(ConnectionLimits limits, string? log = null)
    {
        var configuration = network.Node(LocalMember.Tax);
        configuration = configuration with { Limits = configuration.Limits with { Connections = limits } };
        var environment = new NodeEnvironment();
        if (log is not null)
            environment = environment with { Loggers = new FileLoggers(log) };
        node = await NodeHost.StartAsync(configuration, environment, Ct);
        return node.Address;
    }

    /// <summary>A connection on which a call was answered: it is counted as what it is.</summary>
    private async Task<RawHttp2> AnsweredAsync(Uri address, string caller) =>
        await TryConnectAsync(address, caller) ?? throw new InvalidOperationException($"{caller} was not let in");

    private async Task RefusedAsync(Uri address, string caller) => Assert.Null(await TryConnectAsync(address, caller));

    private async Task<RawHttp2?> TryConnectAsync(Uri address, string caller)
    {
        RawHttp2? connection = null;
        try
        {
            connection = await RawHttp2.ConnectAsync(address, callers.Certificate(caller), Ct);
            await connection.OpenAsync(Check, 1, Ct);
            while (connection.Answers == 0 && !connection.Closed.IsCompleted)
                await Task.Yield();
            if (connection.Answers > 0)
                return connection;
        }
        catch (Exception e) when (e is IOException or AuthenticationException or SocketException)
        {
            // Closed before, or while, it asked.
        }

        if (connection is not null)
            await connection.DisposeAsync();
        return null;
    }

    private async Task ServedAsync(string caller)
    {
        using var channel = callers.Connect(caller);
        await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Ct);
    }

    private sealed class FileLoggers(string path) : Microsoft.Extensions.Logging.ILoggerFactory
    {
        private readonly FileLoggerProvider provider = new(path, TimeProvider.System);

        public void AddProvider(Microsoft.Extensions.Logging.ILoggerProvider added) => throw new NotSupportedException();

        public Microsoft.Extensions.Logging.ILogger CreateLogger(string categoryName) => provider.CreateLogger(categoryName);

        public void Dispose() => provider.Dispose();
    }
}
