using Google.Protobuf;
using Ledger.Chain;
using Ledger.Chain.Tests;
using Ledger.Fabric.Protos;
using Ledger.Log;
using Ledger.Peers;
using static Ledger.Chain.Tests.TestContract;

namespace Ledger.Fabric.Tests;

/// <summary>What shows when Fabric and a peer of the ledger do not come to the same.</summary>
public sealed class DifferenceTests
{
    [Fact]
    public async Task Endorsed_writes_that_are_not_the_peers_own_halt_it_before_it_seals()
    {
        await using var fixture = await OrderingFixture.FoundedAsync(new TestContract { Corrupt = (key, value) => key == "b" ? [.. value, 0] : value });
        await using var node = fixture.Start("registration");
        var envelope = fixture.Ledger.Sign("tax", PutEvent("a", "1"), PutEvent("b", "1"));

        await (await fixture.EndorseAsync(envelope)).SubmitAsync(ct: OrderingFixture.Limit);
        var status = await node.HaltAsync();

        Assert.Equal(PeerState.Halted, status.State);
        Assert.Contains(Convert.ToHexStringLower(TestLedger.LeafHash(envelope)), status.Description, StringComparison.Ordinal);
        Assert.Contains("key 'b'", status.Description, StringComparison.Ordinal);
        Assert.Contains(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(new Pages(fixture, "b").Committed)),
            status.Description, StringComparison.Ordinal);
        Assert.Equal(0ul, node.Peer.Head.Number);
    }

    [Fact]
    public async Task A_valid_transaction_that_the_peer_refuses_halts_it()
    {
        await using var fixture = await OrderingFixture.FoundedAsync(new Lenient());
        await using var node = fixture.Start("registration");

        await (await fixture.EndorseAsync(fixture.Ledger.Sign("tax", PutEvent("refused", "1")))).SubmitAsync(ct: OrderingFixture.Limit);
        var status = await node.HaltAsync();

        Assert.Equal(PeerState.Halted, status.State);
        Assert.Contains("rule T-01 refuses it", status.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflicting_transaction_that_the_own_peer_calls_valid_halts_the_node()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var honest = fixture.Start("registration");
        var older = fixture.Ledger.Sign("finance", AppendEvent("a", "2"));
        var held = await fixture.EndorseAsync(fixture.Ledger.Sign("tax", AppendEvent("a", "1")));
        await honest.AdmitAsync(older);
        await held.SubmitAsync(ct: OrderingFixture.Limit);
        await honest.AdmitAsync(fixture.Ledger.Sign("finance", PutEvent("b", "3")));
        fixture.Peer.Misbehaviour.Blocks = block => WithCode(block, 3, TxValidationCode.Valid);

        await using var deceived = fixture.Start("tax");

        Assert.Contains("its writes are not those endorsed: key 'a'", (await deceived.HaltAsync()).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_valid_transaction_that_the_own_peer_calls_invalid_gives_another_root_and_halts_at_the_next_on_its_page()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var honest = fixture.Start("registration");
        foreach (var value in new[] { "1", "2", "3" })
            await honest.AdmitAsync(fixture.Ledger.Sign("finance", value == "2" ? PutEvent("b", value) : AppendEvent("a", value)));
        await honest.AdmitAsync(fixture.Ledger.Sign("finance", AppendEvent("b", "4")));
        fixture.Peer.Misbehaviour.Blocks = block => WithCode(block, 3, TxValidationCode.EndorsementPolicyFailure);

        await using var deceived = fixture.Start("tax");
        var status = await deceived.HaltAsync();

        Assert.Contains("key 'b'", status.Description, StringComparison.Ordinal);
        Assert.Equal(2ul, deceived.Peer.Head.Number);
        Assert.NotEqual(honest.Peer.Reader.ReadBlock(2)!.Root, deceived.Peer.Head.Root);
    }

    [Fact]
    public async Task Another_chaincode_function_that_writes_to_the_ledgers_state_ends_the_reading()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        fixture.Channel.Chaincodes[OrderingFixture.Chaincode] = simulation =>
        {
            simulation.Put("unit/1", ByteString.CopyFromUtf8("forged"));
            return ByteString.Empty;
        };
        await fixture.Contract.SubmitAsync("repair", ["unit/1"], OrderingFixture.Limit);

        var e = await Assert.ThrowsAsync<ChannelHistoryException>(() => node.Following.WaitAsync(OrderingFixture.Limit));

        Assert.Contains("repair", e.Message, StringComparison.Ordinal);
        Assert.Equal(e.Message, node.Ordering.Outage);
    }

    private static Block WithCode(Block block, ulong number, TxValidationCode code)
    {
        if (block.Header.Number != number)
            return block;
        var changed = block.Clone();
        changed.Metadata.Metadata[(int)BlockMetadataIndex.TransactionsFilter] = ByteString.CopyFrom((byte)code);
        return changed;
    }

    private sealed class Lenient : IContract
    {
        private readonly TestContract inner = new();

        public bool Supports(uint profile) => inner.Supports(profile);

        public MessageForm FormOf(uint profile) => inner.FormOf(profile);

        public IReadOnlyList<Finding> Execute(IContractContext context, Ledger.V1.Event e)
        {
            inner.Execute(context, e);
            return [];
        }
    }
}
