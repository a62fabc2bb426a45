using Google.Protobuf;
using Ledger.Fabric.Protos;
using MessageType = Ledger.Fabric.Protos.ChaincodeMessage.Types.Type;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>The stream itself: registration, order, strangers, and transactions side by side.</summary>
public sealed class ConversationTests
{
    [Fact]
    public async Task The_chaincode_registers_first_with_its_package_id()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode());
        await using var peer = PeerStream.Dial(server.EndPoint);
        Assert.Equal(TestServer.PackageId, await peer.RegisterAsync());
        await peer.CallAsync("tx", "echo", "a", "b");
        Assert.Equal("a,b", (await peer.CompletedAsync("tx")).Payload.ToStringUtf8());
        Assert.Equal(1, server.ReadyPeers);
    }

    [Fact]
    public async Task A_transaction_before_ready_is_refused_and_the_stream_goes_on()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode());
        await using var peer = PeerStream.Dial(server.EndPoint);
        await peer.ReceiveAsync(MessageType.Register, "");
        await peer.CallAsync("early", "echo");
        Assert.Contains("READY", await peer.FailedAsync("early"), StringComparison.Ordinal);

        // READY before REGISTERED means nothing.
        await peer.SendAsync(new ChaincodeMessage { Type = MessageType.Ready });
        await peer.CallAsync("early again", "echo");
        await peer.FailedAsync("early again");

        await peer.SendAsync(new ChaincodeMessage { Type = MessageType.Registered });
        await peer.SendAsync(new ChaincodeMessage { Type = MessageType.Ready });
        await peer.CallAsync("in time", "echo", "x");
        Assert.Equal("x", (await peer.CompletedAsync("in time")).Payload.ToStringUtf8());
    }

    [Fact]
    public async Task Keep_alive_is_echoed_before_and_after_ready()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode());
        await using var peer = PeerStream.Dial(server.EndPoint);
        await peer.ReceiveAsync(MessageType.Register, "");
        await peer.SendAsync(new ChaincodeMessage { Type = MessageType.Keepalive });
        await peer.ReceiveAsync(MessageType.Keepalive, "");
        await peer.SendAsync(new ChaincodeMessage { Type = MessageType.Registered });
        await peer.SendAsync(new ChaincodeMessage { Type = MessageType.Ready });
        await peer.SendAsync(new ChaincodeMessage { Type = MessageType.Keepalive });
        await peer.ReceiveAsync(MessageType.Keepalive, "");
    }

    [Theory]
    [InlineData(77)]
    [InlineData((int)MessageType.PutState)]
    [InlineData((int)MessageType.Undefined)]
    public async Task A_message_that_chaincode_does_not_take_is_answered_and_the_stream_goes_on(int type)
    {
        await using var server = await TestServer.StartAsync(new TestChaincode());
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint);
        await peer.SendAsync(new ChaincodeMessage { Type = (MessageType)type, Txid = "strange", ChannelId = PeerStream.Channel });
        Assert.Contains("does not take", await peer.FailedAsync("strange"), StringComparison.Ordinal);
        await peer.CallAsync("tx", "echo", "x");
        await peer.CompletedAsync("tx");
    }

    [Fact]
    public async Task Stray_messages_are_ignored_and_never_end_a_transaction_under_way()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode());
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint);
        await peer.CallAsync("tx", "get", "key");
        var request = await peer.ReceiveAsync(MessageType.GetState, "tx");
        await peer.SendAsync(new ChaincodeMessage { Type = MessageType.Response, Txid = "nobody", ChannelId = PeerStream.Channel });
        await peer.SendAsync(new ChaincodeMessage { Type = MessageType.Error, Txid = "tx", ChannelId = "another channel" });
        await peer.SendAsync(new ChaincodeMessage { Type = MessageType.Registered });
        await peer.SendAsync(new ChaincodeMessage { Type = MessageType.Ready });
        await peer.SendAsync(new ChaincodeMessage { Type = (MessageType)99, Txid = "tx", ChannelId = PeerStream.Channel });
        await peer.AnswerAsync(request, ByteString.CopyFromUtf8("value"));
        Assert.Equal("value", (await peer.CompletedAsync("tx")).Payload.ToStringUtf8());

        // An answer that comes after the end is one nobody waits for.
        await peer.AnswerAsync(request);
        await peer.CallAsync("next", "echo", "x");
        await peer.CompletedAsync("next");
    }

    [Fact]
    public async Task Transactions_interleave_on_one_stream_and_keep_their_answers_apart()
    {
        const int count = 20;
        await using var server = await TestServer.StartAsync(new TestChaincode());
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint);
        for (var i = 0; i < count; i++)
            await peer.CallAsync($"tx {i}", "get", $"key {i}");

        var requests = new List<ChaincodeMessage>();
        for (var i = 0; i < count; i++)
            requests.Add(await peer.ReceiveAsync());

        foreach (var request in requests.OrderByDescending(request => request.Txid, StringComparer.Ordinal))
            await peer.AnswerAsync(request, ByteString.CopyFromUtf8("value of " + GetState.Parser.ParseFrom(request.Payload).Key));

        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var end = await peer.ReceiveAsync();
            Assert.Equal((MessageType.Completed, PeerStream.Channel), (end.Type, end.ChannelId));
            answers[end.Txid] = Response.Parser.ParseFrom(end.Payload).Payload.ToStringUtf8();
        }

        Assert.Equal(Enumerable.Range(0, count).ToDictionary(i => $"tx {i}", i => $"value of key {i}", StringComparer.Ordinal), answers);
    }

    [Fact]
    public async Task One_id_on_two_channels_is_two_transactions()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode());
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint);
        var other = PeerStream.Transaction("tx", ByteString.CopyFromUtf8("get"), ByteString.CopyFromUtf8("b"));
        other.ChannelId = "other";
        await peer.CallAsync("tx", "get", "a");
        await peer.SendAsync(other);
        var requests = new[] { await peer.ReceiveAsync(), await peer.ReceiveAsync() }.ToDictionary(r => r.ChannelId, StringComparer.Ordinal);
        await peer.AnswerAsync(requests["other"], ByteString.CopyFromUtf8("B"));
        var end = await peer.ReceiveAsync();
        Assert.Equal(("other", "B"), (end.ChannelId, Response.Parser.ParseFrom(end.Payload).Payload.ToStringUtf8()));
        await peer.AnswerAsync(requests[PeerStream.Channel], ByteString.CopyFromUtf8("A"));
        Assert.Equal("A", (await peer.CompletedAsync("tx")).Payload.ToStringUtf8());
    }

    [Fact]
    public async Task An_id_under_way_is_not_begun_again()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode());
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint);
        await peer.CallAsync("tx", "get", "key");
        var request = await peer.ReceiveAsync(MessageType.GetState, "tx");
        await peer.CallAsync("tx", "echo");
        Assert.Contains("under way", await peer.FailedAsync("tx"), StringComparison.Ordinal);
        await peer.AnswerAsync(request);
        await peer.CompletedAsync("tx");
        await peer.CallAsync("tx", "echo", "once more");
        Assert.Equal("once more", (await peer.CompletedAsync("tx")).Payload.ToStringUtf8());
    }

    [Fact]
    public async Task Arguments_that_cannot_be_read_end_the_transaction_only()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode());
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint);
        await peer.SendAsync(
            new ChaincodeMessage { Type = MessageType.Transaction, Txid = "tx", ChannelId = PeerStream.Channel, Payload = ByteString.CopyFrom(0x0A, 0xFF) });
        Assert.Contains("cannot be read", await peer.FailedAsync("tx"), StringComparison.Ordinal);
        await peer.CallAsync("next", "echo");
        await peer.CompletedAsync("next");
    }

    [Fact]
    public async Task Init_is_told_apart_from_an_invocation()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode().With("init", stub => Task.FromResult($"{stub.IsInit}")));
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint);
        var init = PeerStream.Transaction("init", ByteString.CopyFromUtf8("init"));
        init.Type = MessageType.Init;
        await peer.SendAsync(init);
        Assert.Equal("True", (await peer.CompletedAsync("init")).Payload.ToStringUtf8());
        await peer.CallAsync("tx", "init");
        Assert.Equal("False", (await peer.CompletedAsync("tx")).Payload.ToStringUtf8());
    }
}
