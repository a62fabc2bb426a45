using Google.Protobuf;
using Ledger.Fabric.Protos;
using MessageType = Ledger.Fabric.Protos.ChaincodeMessage.Types.Type;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>What a chaincode does wrong ends its own transaction, clearly, and no other.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task An_exception_ends_the_transaction_with_an_error_that_names_it()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode().With("fail", _ => throw new InvalidOperationException("the reason")));
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint);
        var error = (await peer.InvokeAsync("fail")).Error;
        Assert.Contains("InvalidOperationException: the reason", error, StringComparison.Ordinal);
        Assert.Equal("x", (await peer.InvokeAsync("echo", "x")).Response.Payload.ToStringUtf8());
    }

    [Fact]
    public async Task A_chaincode_exception_is_an_answer_with_its_status()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode().With("refuse", _ => throw new ChaincodeException(409, "not twice")));
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint);
        var response = (await peer.InvokeAsync("refuse")).Response;
        Assert.Equal((409, "not twice"), (response.Status, response.Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_error_answer_writes_nothing_when_writes_are_gathered(bool offered)
    {
        var chaincode = new TestChaincode().With("write and refuse", async (stub, ct) =>
        {
            await stub.PutStateAsync("key", "value"u8.ToArray(), ct);
            return ChaincodeResponse.Error(422, "no");
        });
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint, offers: offered ? ChaincodePeer.Offers : null);
        var simulation = await peer.InvokeAsync("write and refuse");
        Assert.Equal(422, simulation.Response.Status);
        // Without batches the peer has the write already; it drops it, for it does not endorse the answer.
        Assert.Equal(offered ? 0 : 1, simulation.Requests.Count);
    }

    [Fact]
    public async Task An_unknown_function_is_named_with_those_there_are()
    {
        await using var server = await TestServer.StartAsync(new TestChaincode());
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint);
        var response = (await peer.InvokeAsync("nosuch")).Response;
        Assert.Equal(ChaincodeContract.UnknownFunctionStatus, response.Status);
        Assert.Equal("There is no function 'nosuch'. This chaincode has: echo, get, put, wait.", response.Message);
        Assert.Equal("The call names no function. This chaincode has: echo, get, put, wait.", (await peer.InvokeAsync([])).Response.Message);
    }

    [Fact]
    public async Task A_second_request_while_one_is_unanswered_is_refused()
    {
        using var tried = new SemaphoreSlim(0);
        var chaincode = new TestChaincode().With("both", async stub =>
        {
            var first = stub.GetStateAsync("a");
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => stub.GetStateAsync("b", PeerStream.Limit));
            tried.Release();
            await first;
            return refused.Message;
        });
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint);
        await peer.CallAsync("tx", "both");
        var request = await peer.ReceiveAsync(MessageType.GetState, "tx");
        await tried.WaitAsync(PeerStream.Limit);
        await peer.AnswerAsync(request);
        Assert.Contains("GET_STATE while GET_STATE is unanswered", (await peer.CompletedAsync("tx")).Payload.ToStringUtf8(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_left_unanswered_at_the_end_fails_the_transaction()
    {
        var chaincode = new TestChaincode().With("forget", stub =>
        {
            _ = stub.GetStateAsync("a");
            return Task.FromResult("done");
        });
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint);
        await peer.CallAsync("tx", "forget");
        await peer.ReceiveAsync(MessageType.GetState, "tx");
        Assert.Contains("await every call", await peer.FailedAsync("tx"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stub_is_of_no_use_after_its_transaction()
    {
        IChaincodeStub? kept = null;
        var chaincode = new TestChaincode().With("keep", stub =>
        {
            kept = stub;
            return Task.FromResult("");
        });
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint, offers: ChaincodePeer.Offers);
        await peer.InvokeAsync("keep");
        await Assert.ThrowsAsync<InvalidOperationException>(() => kept!.GetStateAsync("a", PeerStream.Limit));
        await Assert.ThrowsAsync<InvalidOperationException>(() => kept!.PutStateAsync("a", new byte[1], PeerStream.Limit));
    }

    [Fact]
    public async Task An_error_of_the_peer_is_thrown_with_its_words()
    {
        var chaincode = new TestChaincode().With("denied", async stub =>
        {
            var e = await Assert.ThrowsAsync<ChaincodePeerException>(() => stub.PrivateData("secrets").GetAsync("a", PeerStream.Limit));
            return $"{e.Request}: {e.Message}";
        });
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint);
        await peer.CallAsync("tx", "denied");
        await peer.AnswerAsync(await peer.ReceiveAsync(MessageType.GetState, "tx"), ByteString.CopyFromUtf8("no read access"), MessageType.Error);
        Assert.Equal("GET_STATE: The peer refused GET_STATE: no read access", (await peer.CompletedAsync("tx")).Payload.ToStringUtf8());
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_an_error_of_the_peer()
    {
        var chaincode = new TestChaincode().With("many", async stub =>
            (await Assert.ThrowsAsync<ChaincodePeerException>(() => stub.GetStatesAsync(["a", "b"], PeerStream.Limit))).Message);
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint, ChaincodePeer.Offers);
        await peer.CallAsync("short", "many");
        await peer.AnswerAsync(
            await peer.ReceiveAsync(MessageType.GetStateMultiple, "short"), new GetStateMultipleResult { Values = { ByteString.Empty } }.ToByteString());
        Assert.Contains("1 values came for 2 keys", (await peer.CompletedAsync("short")).Payload.ToStringUtf8(), StringComparison.Ordinal);
        await peer.CallAsync("garbage", "many");
        await peer.AnswerAsync(await peer.ReceiveAsync(MessageType.GetStateMultiple, "garbage"), ByteString.CopyFrom(0x0A, 0xFF));
        Assert.Contains("cannot be read", (await peer.CompletedAsync("garbage")).Payload.ToStringUtf8(), StringComparison.Ordinal);
    }
}
