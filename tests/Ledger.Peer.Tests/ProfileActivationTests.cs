using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>Two builds side by side, of which one has profile 2 and the other does not.</summary>
public sealed class ProfileActivationTests
{
    private static readonly TestContract Old = new() { Newest = 1 };
    private static readonly TestContract New = new() { Newest = 2 };

    [Fact]
    public async Task A_proposal_of_a_number_that_a_build_lacks_stops_nobody()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax", contract: Old);

        await tax.ExecuteAsync(new OrderedBlock(1, [ledger.Sign("registration", Activation())]), TestNetwork.Limit);

        Assert.Equal(PeerState.Running, tax.Status.State);
        Assert.Equal(1UL, tax.Head.Number);
    }

    [Fact]
    public async Task Ordering_lets_no_proposal_in_of_a_number_that_its_build_lacks()
    {
        await using var single = new SinglePeer(contract: Old);

        var verdict = await single.RefuseAsync(single.Ledger.Sign("tax", Activation()));

        Assert.Equal(ChainRules.Profile, Assert.Single(verdict.Findings).Rule);
    }

    [Fact]
    public async Task An_old_build_waits_at_the_block_that_puts_the_number_in_force_and_the_new_one_goes_on_to_the_same_root()
    {
        await using var single = new SinglePeer(contract: New);
        var ledger = single.Ledger;
        var activated = await ActivateAsync(single);
        await single.AdmitAsync("tax", TestContract.PutEvent("noted", "under profile 2"));
        var blocks = await ReadAsync(single);

        await using (var old = ledger.Open("tax", contract: Old))
        {
            await AssertWaitsAsync(old, blocks, activated);
            await AssertSignsAsync(old, activated - 1);
        }

        // Started again without having been replaced, it waits at the same block.
        await using (var old = ledger.Open("tax", contract: Old))
            await AssertWaitsAsync(old, blocks, activated);

        await using var renewed = ledger.Open("tax", contract: New);
        foreach (var block in blocks)
            await renewed.ExecuteAsync(block, TestNetwork.Limit);

        Assert.Equal(PeerState.Running, renewed.Status.State);
        Assert.Equal(2U, renewed.Head.Profile);
        Assert.Equal(single.Peer.Head.StateRoot, renewed.Head.StateRoot);
        Assert.Equal(single.Peer.Head.Root, renewed.Head.Root);
        await AssertSignsAsync(renewed, renewed.Head.Number);
    }

    [Fact]
    public async Task A_block_that_goes_on_under_the_new_number_is_not_executed_in_part()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax", contract: Old);
        var proposal = ledger.Sign("tax", Activation());
        var approvals = TestLedger.Departments.Where(name => name != "tax")
            .Select(name => ledger.Sign(name, TestLedger.Approve(TestLedger.LeafHash(proposal))));
        byte[][] envelopes = [ledger.Sign("tax", TestContract.PutEvent("a", "1")), proposal, .. approvals, ledger.Sign("tax", TestContract.PutEvent("b", "1"))];

        await AssertWaitsAsync(tax, [new OrderedBlock(1, [.. envelopes.Select(envelope => (ReadOnlyMemory<byte>)envelope)])], 1);

        Assert.Null(tax.Reader.ReadPage("a"));
    }

    [Fact]
    public async Task A_build_that_is_older_than_its_own_store_says_so_at_once()
    {
        await using var single = new SinglePeer(contract: New);
        await ActivateAsync(single);
        await using (var tax = single.Ledger.Open("tax", contract: New))
        {
            foreach (var block in await ReadAsync(single))
                await tax.ExecuteAsync(block, TestNetwork.Limit);
        }

        await using var old = single.Ledger.Open("tax", contract: Old);

        Assert.Equal(PeerState.Halted, old.Status.State);
        Assert.Contains("rule profile 2, which this build lacks", old.Status.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_by_an_old_build_names_the_block_and_the_number_it_lacks()
    {
        await using var single = new SinglePeer(contract: New);
        var activated = await ActivateAsync(single);
        await single.AdmitAsync("tax", TestContract.PutEvent("a", "1"));
        var (entries, sha256) = (single.Peer.Reader.ReadEntries(0, ulong.MaxValue).Select(entry => (ReadOnlyMemory<byte>)entry).ToList(),
            single.Ledger.Genesis.Sha256);

        var e = await Assert.ThrowsAsync<ReplayException>(() => Replay.RunAsync(entries.ToAsyncEnumerable(), sha256, Old, progress: null, TestNetwork.Limit));
        var replayed = await Replay.RunAsync(entries.ToAsyncEnumerable(), sha256, New, progress: null, TestNetwork.Limit);

        Assert.Contains($"block {activated}", e.Message, StringComparison.Ordinal);
        Assert.Contains("rule profile 2", e.Message, StringComparison.Ordinal);
        Assert.Equal(single.Peer.Head.StateRoot, replayed.Head.StateRoot);
    }

    private static Event Activation() => TestLedger.EventOf(new ActivateProfile { Profile = 2 });

    /// <summary>Puts profile 2 in force and gives the block that did.</summary>
    private static async Task<ulong> ActivateAsync(SinglePeer single)
    {
        var proposal = (await single.AdmitAsync("tax", Activation())).LeafHash;
        SubmitResult.Admitted? last = null;
        foreach (var department in TestLedger.Departments.Where(name => name != "tax"))
            last = await single.AdmitAsync(department, TestLedger.Approve(proposal));
        Assert.Equal(2U, single.Peer.Head.Profile);
        return last!.Block;
    }

    private static async Task<List<OrderedBlock>> ReadAsync(SinglePeer single)
    {
        var blocks = new List<OrderedBlock>();
        await foreach (var block in single.Ordering.ReadBlocksAsync(1, TestNetwork.Limit))
        {
            blocks.Add(block);
            if (block.Number == single.Peer.Head.Number)
                break;
        }

        return blocks;
    }

    private static async Task AssertWaitsAsync(Peer peer, IReadOnlyList<OrderedBlock> blocks, ulong activated)
    {
        await Assert.ThrowsAsync<PeerStoppedException>(async () =>
        {
            foreach (var block in blocks)
                await peer.ExecuteAsync(block, TestNetwork.Limit);
        });

        Assert.Equal(PeerState.Halted, peer.Status.State);
        Assert.Equal(activated, peer.Status.Block);
        Assert.Equal(activated - 1, peer.Head.Number);
        Assert.Contains("puts rule profile 2 in force, which this build lacks", peer.Status.Description, StringComparison.Ordinal);
    }

    private static async Task AssertSignsAsync(Peer peer, ulong block)
    {
        await foreach (var line in peer.Cosigning.ReadCosignedAsync(block, TestNetwork.Limit))
        {
            Assert.Equal(block, line.Block);
            break;
        }
    }
}
