using System.Text;

namespace Ledger.Chain.Tests;

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

            while (network["tax"].Status is not { State: PeerState.Diverged, Block: 2 } || !network["tax"].Status.Description.Contains("'unit/2'", StringComparison.Ordinal))
            {
                await Task.Delay(5, TestNetwork.Limit);
            }

            Assert.Contains(Convert.ToHexStringLower(leafHash), network["tax"].Status.Description, StringComparison.Ordinal);
            var receipt = await network["finance"].WaitForReceiptAsync(leafHash, TestNetwork.Limit);
            Assert.Equal(leafHash, receipt.LeafHash);
            Assert.All(network.Peers.Where(p => p.Organisation != "tax"), p => Assert.Equal(PeerState.Running, p.Status.State));
            await Assert.ThrowsAsync<PeerStoppedException>(() => network["tax"].ExecuteAsync(new OrderedBlock(3, [ledger.Sign("tax", TestContract.PutEvent("unit/4", "d"))]), TestNetwork.Limit));
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
}
