using Ledger.Log;

namespace Ledger.Peers.Tests;

public sealed class ReceiptTests
{
    [Fact]
    public async Task An_admitted_envelope_gets_a_receipt_signed_by_all_four_departments()
    {
        using var ledger = new TestLedger();
        await using var network = new TestNetwork(ledger);

        var leafHash = await network.SubmitAsync("tax", TestContract.PutEvent("unit/1", "one"));

        foreach (var peer in network.Peers)
        {
            var receipt = await peer.WaitForReceiptAsync(leafHash, TestNetwork.Limit);
            var proof = TlogProof.Parse(receipt.Proof);
            var verdict = proof.Verify(MerkleHash.Leaf(receipt.Entry), PolicyOf(ledger));
            Assert.True(verdict.IsValid, verdict.Fault?.ToString());
            Assert.Equal(leafHash, receipt.LeafHash);
            Assert.Equal(5, proof.Note.Signatures.Count);
        }

        Assert.Single(network.Peers.Select(p => Convert.ToHexString(p.Head.StateRoot)).Distinct());
    }

    internal static Policy PolicyOf(TestLedger ledger, int quorum = 4) => Policy.Parse(string.Concat(
        string.Concat(TestLedger.Departments.Select(d => $"log {ledger[d].LogSigner.Key}\n")),
        string.Concat(TestLedger.Departments.Select(d => $"witness {d} {ledger[d].Cosigner.Key}\n")),
        $"group all-departments {quorum} {string.Join(' ', TestLedger.Departments)}\nquorum all-departments\n"));
}
