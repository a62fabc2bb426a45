using System.Text;

namespace Ledger.Peers.Tests;

public sealed class DivergenceTests
{
    [Fact]
    public async Task A_peer_that_diverges_stops_and_names_entry_and_key_while_the_others_raise_an_alarm()
    {
        using var ledger = new TestLedger(quorum: 3);
        byte[] leafHash;
        await using (var network = new TestNetwork(ledger, contract: organisation => new TestContract
        {
            Corrupt = (key, value) => organisation == "tax" && key == "unit/2" ? Encoding.UTF8.GetBytes("other") : value,
        }))
        {
            await network.SubmitAsync("registration", TestContract.PutEvent("unit/1", "a"));
            leafHash = await network.SubmitAsync("registration", TestContract.PutEvent("unit/2", "b"), TestContract.PutEvent("unit/3", "c"));

            while (network["tax"].Status is not { State: PeerState.Diverged, Block: 2 }
                || !network["tax"].Status.Description.Contains("'unit/2'", StringComparison.Ordinal))
            {
                await Task.Delay(5, TestNetwork.Limit);
            }

            Assert.Contains(Convert.ToHexStringLower(leafHash), network["tax"].Status.Description, StringComparison.Ordinal);
            var receipt = await network["finance"].WaitForReceiptAsync(leafHash, TestNetwork.Limit);
            Assert.Equal(leafHash, receipt.LeafHash);
            Assert.All(network.Peers.Where(p => p.Organisation != "tax"), p => Assert.Equal(PeerState.Running, p.Status.State));
            await Assert.ThrowsAsync<PeerStoppedException>(
                () => network["tax"].ExecuteAsync(new OrderedBlock(3, [ledger.Sign("tax", TestContract.PutEvent("unit/4", "d"))]), TestNetwork.Limit));
        }

        await using var again = ledger.Open("tax");
        Assert.Equal(PeerState.Diverged, again.Status.State);
    }

    [Fact]
    public async Task One_cosigner_with_another_root_is_an_alarm_but_stops_nobody()
    {
        using var ledger = new TestLedger();
        var alarms = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var finance = Peer.Open(new PeerOptions
        {
            Organisation = "finance",
            Directory = ledger.Folder("finance"),
            NewStore = "a test begins",
            Genesis = ledger.Genesis,
            Contract = new TestContract(),
            OnOtherRoot = (organisation, _) => alarms.Enqueue(organisation),
        });
        await using var tax = ledger.Open("tax", contract: new TestContract { Corrupt = (_, _) => [1] });
        var block = new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"))]);
        await finance.ExecuteAsync(block, TestNetwork.Limit);
        await tax.ExecuteAsync(block, TestNetwork.Limit);

        await foreach (var line in tax.Cosigning.ReadCosignedAsync(1, TestNetwork.Limit))
        {
            Assert.Equal(CosignatureOutcome.OtherRoot, finance.Cosigning.AddCosignature(line));
            break;
        }

        Assert.Equal("tax", Assert.Single(alarms));
        Assert.Equal(PeerState.Running, finance.Status.State);
    }

    [Fact]
    public async Task Honest_lines_of_a_later_block_shown_under_an_earlier_number_stop_nobody()
    {
        using var ledger = new TestLedger();
        OrderedBlock[] blocks = [.. Enumerable.Range(1, 2)
            .Select(i => new OrderedBlock((ulong)i, [ledger.Sign("tax", TestContract.PutEvent($"unit/{i}", "a"))]))];
        await using var tax = ledger.Open("tax");
        await tax.ExecuteAsync(blocks[0], TestNetwork.Limit);
        foreach (var organisation in new[] { "finance", "registration", "transaction" })
        {
            await using var other = ledger.Open(organisation);
            foreach (var block in blocks)
                await other.ExecuteAsync(block, TestNetwork.Limit);

            await foreach (var line in other.Cosigning.ReadCosignedAsync(2, TestNetwork.Limit))
            {
                line.Block = 1;
                Assert.Equal(CosignatureOutcome.Early, tax.Cosigning.AddCosignature(line));
                break;
            }
        }

        await tax.ExecuteAsync(blocks[1], TestNetwork.Limit);
        Assert.Equal(PeerState.Running, tax.Status.State);
    }

    [Fact]
    public async Task A_line_over_another_history_that_is_longer_raises_the_alarm_once_this_log_is_as_long()
    {
        using var ledger = new TestLedger();
        var alarms = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var finance = Peer.Open(new PeerOptions
        {
            Organisation = "finance",
            Directory = ledger.Folder("finance"),
            NewStore = "a test begins",
            Genesis = ledger.Genesis,
            Contract = new TestContract(),
            OnOtherRoot = (organisation, _) => alarms.Enqueue(organisation),
        });
        await using var tax = ledger.Open("tax");
        var shared = ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"));
        await finance.ExecuteAsync(new OrderedBlock(1, [shared]), TestNetwork.Limit);
        await tax.ExecuteAsync(new OrderedBlock(1, [shared, ledger.Sign("tax", TestContract.PutEvent("unit/2", "b"))]), TestNetwork.Limit);
        await foreach (var line in tax.Cosigning.ReadCosignedAsync(1, TestNetwork.Limit))
        {
            Assert.Equal(CosignatureOutcome.Early, finance.Cosigning.AddCosignature(line));
            break;
        }

        await finance.ExecuteAsync(new OrderedBlock(2, [ledger.Sign("tax", TestContract.PutEvent("unit/2", "b"))]), TestNetwork.Limit);
        Assert.Equal("tax", Assert.Single(alarms));
    }
}
