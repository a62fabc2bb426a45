using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain.Tests;

/// <summary>A ledger executed in memory, without peer, store or ordering.</summary>
internal sealed class TestChain
{
    private readonly MemoryBlockStore store = new();
    private readonly EnvelopeJudge judge;
    private readonly List<byte[]> entries = [];

    public TestChain(GenesisBlock genesis, IContract? contract = null)
    {
        judge = new EnvelopeJudge(genesis.Origin, contract ?? new TestContract(), new EnvelopeVerificationCache().Certificates);
        var builder = new BlockBuilder(store, judge);
        builder.AddGenesis(genesis);
        Commit(builder);
    }

    public BlockInfo Head => store.Head!;

    /// <summary>All entries, seals included.</summary>
    public IReadOnlyList<byte[]> Entries => entries;

    public IAsyncEnumerable<ReadOnlyMemory<byte>> Stream => entries.Select(entry => (ReadOnlyMemory<byte>)entry).ToAsyncEnumerable();

    /// <summary>Seals a block of envelopes that are all accepted.</summary>
    public BlockInfo Execute(IEnumerable<byte[]> envelopes, FabricBlock? fabric = null)
    {
        var builder = new BlockBuilder(store, judge);
        foreach (var envelope in envelopes)
        {
            var entry = DecodedEnvelope.ToEntry(envelope);
            Assert.True(DecodedEnvelope.TryDecode(entry, MerkleHash.Leaf(entry), out var decoded, out _));
            Assert.Equal(JudgementOutcome.Accepted, builder.Add(decoded).Outcome);
        }

        Commit(builder, fabric);
        return Head;
    }

    /// <summary>Judges an envelope and changes nothing.</summary>
    public Judgement Judge(byte[] envelope)
    {
        var entry = DecodedEnvelope.ToEntry(envelope);
        Assert.True(DecodedEnvelope.TryDecode(entry, MerkleHash.Leaf(entry), out var decoded, out _));
        return judge.Judge(decoded, store);
    }

    /// <summary>The body of a page; null when absent.</summary>
    public byte[]? Body(string key) => store.ReadPage(key) is { } page ? Page.Parser.ParseFrom(page).Body.ToByteArray() : null;

    private void Commit(BlockBuilder builder, FabricBlock? fabric = null)
    {
        var block = builder.Seal(fabric);
        store.Take(block.Info.Number, block.Pages);
        store.Commit(block, events: 0);
        entries.AddRange(block.Entries.Select(entry => entry.Bytes));
        entries.Add(block.SealEntry);
    }
}
