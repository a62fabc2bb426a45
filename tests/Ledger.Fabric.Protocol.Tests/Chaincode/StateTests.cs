using System.Text;
using Google.Protobuf;
using Ledger.Fabric.Protos;
using MessageType = Ledger.Fabric.Protos.ChaincodeMessage.Types.Type;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Reads, writes, ranges and queries, with and without what peers offer since 3.1.</summary>
public sealed class StateTests
{
    private static readonly byte[] Value = "value"u8.ToArray();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_written_in_the_transaction_still_reads_as_committed(bool offered)
    {
        var simulation = await RunAsync(offered, async stub =>
        {
            await stub.PutStateAsync("key", "new"u8.ToArray());
            await stub.DeleteStateAsync("gone");
            return $"{Show(await stub.GetStateAsync("key"))} {Show(await stub.GetStateAsync("gone"))} {Show(await stub.GetStateAsync("absent"))}";
        }, ("key", "old"), ("gone", "there"));
        Assert.Equal("old there -", simulation.Response.Payload.ToStringUtf8());
        Assert.Equal("new", Encoding.UTF8.GetString(simulation.Writes[("", "key")]!));
        Assert.Null(simulation.Writes[("", "gone")]);
        Assert.Equal(["key", "gone"], simulation.WriteOrder);
    }

    [Fact]
    public async Task What_the_peer_offers_saves_round_trips()
    {
        static async Task<string> Work(IChaincodeStub stub)
        {
            var values = await stub.GetStatesAsync(["a", "b", "c"]);
            await stub.PutStateAsync("a", Value);
            await stub.DeleteStateAsync("b");
            await stub.PutStateMetadataAsync("c", "name", Value);
            await stub.PrivateData("secrets").PurgeAsync("d");
            return $"{stub.ReadsManyAtOnce} {string.Join(',', values.Select(Show))}";
        }

        var offered = await RunAsync(true, Work, ("a", "1"), ("c", "3"));
        Assert.Equal("True 1,-,3", offered.Response.Payload.ToStringUtf8());
        Assert.Equal([MessageType.GetStateMultiple, MessageType.WriteBatchState], offered.Kinds);

        var plain = await RunAsync(false, Work, ("a", "1"), ("c", "3"));
        Assert.Equal("False 1,-,3", plain.Response.Payload.ToStringUtf8());
        Assert.Equal(
            [MessageType.GetState, MessageType.GetState, MessageType.GetState, MessageType.PutState, MessageType.DelState, MessageType.PutStateMetadata,
                MessageType.PurgePrivateData],
            plain.Kinds);
        Assert.Equal(offered.Reads, plain.Reads);
        Assert.Equal(offered.Writes.Keys, plain.Writes.Keys);
        Assert.Equal(offered.Metadata.Keys, plain.Metadata.Keys);
    }

    [Fact]
    public async Task A_value_is_what_it_was_when_it_was_put()
    {
        var simulation = await RunAsync(true, async stub =>
        {
            var buffer = "before"u8.ToArray();
            await stub.PutStateAsync("key", buffer);
            Array.Clear(buffer);
            return "";
        });
        Assert.Equal("before", Encoding.UTF8.GetString(simulation.Writes[("", "key")]!));
    }

    [Theory]
    [InlineData("", "", "b1,b2,b3,b4,b5,b6,b7,c")]
    [InlineData("b2", "b6", "b2,b3,b4,b5")]
    [InlineData("b6", "", "b6,b7,c")]
    [InlineData("x", "", "")]
    public async Task A_range_is_read_batch_by_batch_without_composite_keys(string start, string end, string keys)
    {
        var simulation = await RunAsync(
            true, async stub => string.Join(',', await KeysAsync(stub.GetStateByRangeAsync(start, end))),
            [("\0type\0a\0", "1"), ("c", "1"), .. Enumerable.Range(1, 7).Select(i => ($"b{i}", "1"))]);
        Assert.Equal(keys, simulation.Response.Payload.ToStringUtf8());
        Assert.Equal(Math.Max(0, (keys.Split(',').Length - 1) / ChaincodePeer.BatchSize), simulation.Kinds.Count(kind => kind == MessageType.QueryStateNext));
        Assert.DoesNotContain(MessageType.QueryStateClose, simulation.Kinds);
    }

    [Fact]
    public async Task A_range_left_before_its_end_is_closed_at_the_peer()
    {
        var simulation = await RunAsync(
            true,
            async stub =>
            {
                await foreach (var entry in stub.GetStateByRangeAsync("", ""))
                {
                    // Other requests are free between two entries.
                    return $"{entry.Key} {Show(await stub.GetStateAsync("k3"))}";
                }

                return "";
            },
            [.. Enumerable.Range(0, 7).Select(i => ($"k{i}", $"{i}"))]);
        Assert.Equal("k0 3", simulation.Response.Payload.ToStringUtf8());
        Assert.Equal([MessageType.GetStateByRange, MessageType.GetState, MessageType.QueryStateClose], simulation.Kinds);
    }

    [Fact]
    public async Task A_range_left_within_its_last_batch_needs_no_closing()
    {
        var simulation = await RunAsync(
            true,
            async stub =>
            {
                await foreach (var entry in stub.GetStateByRangeAsync("", ""))
                    return entry.Key;

                return "";
            },
            ("a", "1"), ("b", "2"));
        Assert.Equal("a", simulation.Response.Payload.ToStringUtf8());
        Assert.Equal([MessageType.GetStateByRange], simulation.Kinds);
    }

    [Fact]
    public async Task A_range_is_read_page_by_page()
    {
        var simulation = await RunAsync(
            true,
            async stub =>
            {
                var text = new StringBuilder();
                var bookmark = "";
                do
                {
                    var page = await stub.GetStatePageAsync("", "", 3, bookmark);
                    text.Append(string.Join(',', page.Entries.Select(entry => entry.Key))).Append('|');
                    bookmark = page.Bookmark;
                }
                while (bookmark.Length > 0);
                return text.ToString();
            },
            [.. Enumerable.Range(0, 7).Select(i => ($"k{i}", "1"))]);
        Assert.Equal("k0,k1,k2|k3,k4,k5|k6|", simulation.Response.Payload.ToStringUtf8());
    }

    [Fact]
    public async Task Composite_keys_are_read_by_their_first_parts()
    {
        var simulation = await RunAsync(
            true,
            async stub =>
            {
                var all = await KeysAsync(stub.GetStateByPartialCompositeKeyAsync("unit", ["A"]));
                var page = await stub.GetStatePageByPartialCompositeKeyAsync("unit", [], 2);
                return $"{string.Join(',', all.Select(key => string.Join('/', CompositeKey.Split(key).Attributes)))} {page.Entries.Count}";
            },
            (CompositeKey.Create("unit", "A", "1"), "1"), (CompositeKey.Create("unit", "A", "2"), "1"), (CompositeKey.Create("unit", "AB", "3"), "1"),
            (CompositeKey.Create("other", "A"), "1"), ("simple", "1"));
        Assert.Equal("A/1,A/2 2", simulation.Response.Payload.ToStringUtf8());
    }

    [Fact]
    public async Task A_query_gives_entries_and_pages()
    {
        var simulation = await RunAsync(
            true,
            async stub => $"{string.Join(',', await KeysAsync(stub.QueryStateAsync("red")))} {(await stub.QueryStatePageAsync("red", 1)).Bookmark}",
            ("a", "red"), ("b", "blue"), ("c", "dark red"));
        Assert.Equal("a,c c", simulation.Response.Payload.ToStringUtf8());
    }

    [Fact]
    public async Task A_history_gives_every_change()
    {
        var simulation = await RunAsync(true, async stub =>
        {
            var text = new StringBuilder();
            await foreach (var change in stub.GetHistoryAsync("key"))
                text.Append($"{change.TransactionId}:{change.IsDelete}:{change.Value.Length}:{change.Timestamp!.Value.ToUnixTimeSeconds()} ");

            return text.ToString();
        });
        Assert.StartsWith("key 0:True:0:1700000000 key 1:False:1:1699999999 ", simulation.Response.Payload.ToStringUtf8(), StringComparison.Ordinal);
        Assert.Equal([MessageType.GetHistoryForKey, MessageType.QueryStateNext], simulation.Kinds);
    }

    [Fact]
    public async Task Private_data_names_its_collection_in_every_request()
    {
        var chaincode = new TestChaincode().With("private", async stub =>
        {
            var secrets = stub.PrivateData("secrets");
            await secrets.PutAsync("a", Value);
            await secrets.DeleteAsync("b");
            await secrets.PurgeAsync("c");
            await secrets.PutMetadataAsync("d", StateMetadataName.ValidationParameter, Value);
            var metadata = await secrets.GetMetadataAsync("e");
            var hash = await secrets.GetHashAsync("key");
            var keys = await KeysAsync(secrets.GetByRangeAsync("", ""));
            var many = await secrets.GetManyAsync(["key", "absent"]);
            var found = await KeysAsync(secrets.QueryAsync("hidden"));
            return $"{Show(await secrets.GetAsync("key"))} {hash!.Length} {string.Join(',', keys)} {many[1] is null} {found.Count} {metadata.Single().Key}={Show(metadata.Single().Value)}";
        });
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint);
        peer.State.Set("secrets", "key", "hidden"u8.ToArray());
        peer.State["key"] = "public"u8.ToArray();
        var simulation = await peer.InvokeAsync("private");
        Assert.Equal("hidden 32 key True 1 of=secretse", simulation.Response.Payload.ToStringUtf8());
        Assert.Equal([("secrets", "a"), ("secrets", "b"), ("secrets", "c")], simulation.Writes.Keys);
        Assert.All(simulation.Reads, read => Assert.Equal("secrets", read.Collection));
    }

    [Fact]
    public async Task Another_chaincode_is_invoked_after_the_writes_so_far()
    {
        var chaincode = new TestChaincode().With("call", async stub =>
        {
            await stub.PutStateAsync("a", Value);
            var here = await stub.InvokeChaincodeAsync("other", ["f"u8.ToArray(), "x"u8.ToArray()]);
            var there = await stub.InvokeChaincodeAsync("other", [], "elsewhere");
            return $"{here.Status} {Show(here.Payload.ToArray())} {there.Status} {there.Message}";
        });
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint, offers: ChaincodePeer.Offers);
        peer.Other = (name, input) => name == "other"
            ? new Response { Status = 200, Payload = ByteString.CopyFromUtf8(string.Join('+', input.Args.Select(argument => argument.ToStringUtf8()))) }
            : new Response { Status = 404, Message = name };
        var simulation = await peer.InvokeAsync("call");
        Assert.Equal("200 f+x 404 other/elsewhere", simulation.Response.Payload.ToStringUtf8());
        Assert.Equal([MessageType.WriteBatchState, MessageType.InvokeChaincode, MessageType.InvokeChaincode], simulation.Kinds);
    }

    [Fact]
    public async Task The_last_event_set_goes_with_the_answer()
    {
        var simulation = await RunAsync(true, stub =>
        {
            stub.SetEvent("first", Value);
            stub.SetEvent("last", Value);
            return Task.FromResult("");
        });
        Assert.Equal(("last", "value"), (simulation.End.ChaincodeEvent.EventName, simulation.End.ChaincodeEvent.Payload.ToStringUtf8()));
    }

    [Fact]
    public async Task A_request_given_up_by_its_caller_stays_unanswered_until_the_peer_answers()
    {
        using var impatience = new CancellationTokenSource();
        var chaincode = new TestChaincode().With("give up", async stub =>
        {
            var first = stub.GetStateAsync("a", impatience.Token);
            await impatience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
            return (await Assert.ThrowsAsync<InvalidOperationException>(() => stub.GetStateAsync("b", PeerStream.Limit))).Message;
        });
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await PeerStream.RegisterAsync(server.EndPoint);
        await peer.CallAsync("tx", "give up");
        await peer.ReceiveAsync(MessageType.GetState, "tx");
        Assert.Contains("unanswered", await peer.FailedAsync("tx"), StringComparison.Ordinal);
    }

    private static async Task<ChaincodeSimulation> RunAsync(bool offered, Func<IChaincodeStub, Task<string>> work, params (string Key, string Value)[] state)
    {
        await using var server = await TestServer.StartAsync(new TestChaincode().With("run", work));
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint, offers: offered ? ChaincodePeer.Offers : null);
        foreach (var (key, value) in state)
            peer.State[key] = Encoding.UTF8.GetBytes(value);

        return await peer.InvokeAsync("run");
    }

    private static async Task<List<string>> KeysAsync(IAsyncEnumerable<StateEntry> entries)
    {
        var keys = new List<string>();
        await foreach (var entry in entries)
            keys.Add(entry.Key);

        return keys;
    }

    private static string Show(byte[]? value) => value is null ? "-" : Encoding.UTF8.GetString(value);
}
