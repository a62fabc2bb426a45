namespace Ledger.Peers.Tests;

public sealed class GoldenChainTests
{
    [Fact]
    public async Task The_golden_chain_leads_to_its_roots_on_a_peer()
    {
        var golden = GoldenChain.Load();
        using var folder = new TestFolder();
        await using var peer = Peer.Open(new PeerOptions
        {
            Organisation = "tax",
            Directory = folder["tax"],
            NewStore = "a test begins",
            Genesis = golden.Genesis,
            Contract = new TestContract(),
        });
        Assert.Equal(golden.Blocks[0].StateRoot, Convert.ToHexStringLower(peer.Head.StateRoot));
        Assert.Equal(golden.Blocks[0].Root, Convert.ToHexStringLower(peer.Head.Root));

        foreach (var block in golden.Blocks.Skip(1))
        {
            await peer.ExecuteAsync(new OrderedBlock(block.Number, [.. block.Envelopes.Select(e => (ReadOnlyMemory<byte>)Convert.FromHexString(e))]),
                TestNetwork.Limit);
            Assert.Equal(block.StateRoot, Convert.ToHexStringLower(peer.Head.StateRoot));
            Assert.Equal(block.Root, Convert.ToHexStringLower(peer.Head.Root));
        }
    }
}
