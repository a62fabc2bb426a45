using System.Globalization;
using Grpc.Core;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Bounds: each is told clearly, and the stream goes on.</summary>
public sealed class LimitTests
{
    private const int MaxValue = 1_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_value_beyond_the_bound_is_refused_with_both_sizes(bool offered)
    {
        await using var server = await TestServer.StartAsync(new TestChaincode(), TestServer.Options with { MaxValueBytes = MaxValue });
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint, offers: offered ? ChaincodePeer.Offers : null);
        var refused = await peer.InvokeAsync("put", "key", Text(MaxValue + 1));
        Assert.Contains("value of 'key' has 1001 bytes; this chaincode sends at most 1000", refused.Error, StringComparison.Ordinal);
        Assert.Empty(refused.Writes);
        Assert.Equal(MaxValue, (await peer.InvokeAsync("put", "key", Text(MaxValue))).Writes[("", "key")]!.Length);
    }

    [Fact]
    public async Task An_empty_value_is_refused_for_it_would_delete()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode());
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint);
        Assert.Contains("deletion", (await peer.InvokeAsync("put", "key", "0")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_beyond_the_bound_are_refused()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode(), TestServer.Options with { MaxArgumentBytes = 500 });
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint);
        Assert.Contains("at most 500", (await peer.InvokeAsync("echo", new string('a', 600))).Error, StringComparison.Ordinal);
        Assert.Equal(400, (await peer.InvokeAsync("echo", new string('a', 400))).Response.Payload.Length);
    }

    [Fact]
    public async Task A_message_beyond_the_bound_of_the_stream_ends_it_with_a_reason_and_the_peer_may_dial_again()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode(), TestServer.Options with { MaxMessageBytes = 64 << 10 });
        await using (var peer = await PeerStream.RegisterAsync(server.EndPoint))
        {
            // The server may hang up while the message is still being sent; the reason shows when reading.
            await Record.ExceptionAsync(() => peer.CallAsync("tx", "echo", new string('a', 70_000)));
            Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(peer.ReceiveAsync)).StatusCode);
        }

        await using var again = await ChaincodePeer.DialAsync(server.EndPoint);
        Assert.Equal("x", (await again.InvokeAsync("echo", "x")).Response.Payload.ToStringUtf8());
    }

    [Fact]
    public async Task An_answer_or_event_beyond_the_bound_is_refused()
    {
        var chaincode = new TestChaincode().With("event", stub =>
        {
            stub.SetEvent("large", new byte[MaxValue + 1]);
            return Task.FromResult("");
        });
        await using var server = await TestServer.StartAsync(chaincode, TestServer.Options with { MaxValueBytes = MaxValue });
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint);
        Assert.Contains("1200 bytes", (await peer.InvokeAsync("echo", new string('a', 1200))).Error, StringComparison.Ordinal);
        Assert.Contains("event 'large' has 1001 bytes", (await peer.InvokeAsync("event")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "null or an empty string|empty")]
    [InlineData("lone surrogate", "Unicode")]
    public async Task A_key_that_is_none_is_refused(string key, string words)
    {
        // Attributes of tests are stored as UTF-8, which has no lone surrogates.
        key = key == "lone surrogate" ? "\ud800" : key;
        var chaincode = new TestChaincode().With("read", async stub => $"{(await stub.GetStateAsync(key))?.Length}");
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint);
        var simulation = await peer.InvokeAsync("read");
        Assert.Matches(words, simulation.Error);
        Assert.Empty(simulation.Requests);
    }

    [Fact]
    public async Task No_more_transactions_run_at_a_time_than_allowed_and_the_rest_waits_or_is_refused()
    {
        var chaincode = new TestChaincode();
        await using var server = await TestServer.StartAsync(
            chaincode, TestServer.Options with { MaxConcurrentTransactions = 2, MaxQueuedTransactions = 3 });
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint);
        await using var another = await ChaincodePeer.DialAsync(server.EndPoint);
        var waiting = Enumerable.Range(0, 5).Select(i => (i % 2 == 0 ? peer : another).InvokeAsync("wait")).ToList();
        await chaincode.Came.WaitAsync(PeerStream.Limit);
        await chaincode.Came.WaitAsync(PeerStream.Limit);

        // Two run and three wait: of six, in whatever order they arrive, one is refused.
        waiting.Add(peer.InvokeAsync("wait"));
        var refused = await Task.WhenAny(waiting);
        waiting.Remove(refused);
        Assert.Contains("3 transactions are waiting", (await refused).Error, StringComparison.Ordinal);
        chaincode.Open();
        Assert.All(await Task.WhenAll(waiting), simulation => Assert.Equal(200, simulation.Response.Status));
        Assert.Equal(2, chaincode.MostInside);
        Assert.Equal(200, (await peer.InvokeAsync("wait")).Response.Status);
    }

    [Fact]
    public async Task Options_out_of_bounds_are_refused_at_start()
    {
        foreach (var options in new[]
        {
            TestServer.Options with { PackageId = "" },
            TestServer.Options with { MaxConcurrentTransactions = 0 },
            TestServer.Options with { MaxQueuedTransactions = -1 },
            TestServer.Options with { MaxMessageBytes = 1 },
        })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => TestServer.StartAsync(new TestChaincode(), options));
        }
    }

    [Fact]
    public async Task Writes_are_split_by_the_limit_that_the_peer_offers()
    {
        var chaincode = new TestChaincode().With("seven", async stub =>
        {
            for (var i = 0; i < 7; i++)
                await stub.PutStateAsync($"key {i}", new byte[] { 1 });

            return "";
        });
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await ChaincodePeer.DialAsync(
            server.EndPoint, offers: new ChaincodeAdditionalParams { UseWriteBatch = true, MaxSizeWriteBatch = 3 });
        var simulation = await peer.InvokeAsync("seven");
        Assert.Equal(200, simulation.Response.Status);
        Assert.Equal(3, simulation.Requests.Count);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"key {i}"), simulation.WriteOrder);
    }

    [Fact]
    public async Task Reads_are_split_by_the_limit_that_the_peer_offers()
    {
        var chaincode = new TestChaincode().With("seven", async stub =>
            string.Join(',', (await stub.GetStatesAsync([.. Enumerable.Range(0, 7).Select(i => $"key {i}")]))
                .Select(value => value is null ? "-" : TestChaincode.Text(value))));
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await ChaincodePeer.DialAsync(
            server.EndPoint, offers: new ChaincodeAdditionalParams { UseGetMultipleKeys = true, MaxSizeGetMultipleKeys = 3 });
        peer.State["key 1"] = "b"u8.ToArray();
        peer.State["key 6"] = "g"u8.ToArray();
        var simulation = await peer.InvokeAsync("seven");
        Assert.Equal("-,b,-,-,-,-,g", simulation.Response.Payload.ToStringUtf8());
        Assert.Equal(3, simulation.Requests.Count);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
