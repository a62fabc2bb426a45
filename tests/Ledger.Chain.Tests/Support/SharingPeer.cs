using System.Text;
using Ledger.Log;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Chain.Tests;

/// <summary>A peer's execution in memory.</summary>
internal sealed class SharingPeer : IBlockStore
{
    private readonly MemoryBlockStore store = new();
    private readonly Dictionary<string, byte[]> damaged = new(StringComparer.Ordinal);
    private readonly EnvelopeJudge judge;
    private readonly ExecutionCache? executions;

    public SharingPeer(TestLedger ledger, IContract contract, ExecutionCache? executions)
    {
        this.executions = executions;
        judge = new EnvelopeJudge(TestLedger.Origin, contract, ledger.Envelopes.Certificates, executions);
        var builder = new BlockBuilder(this, judge, executions);
        builder.AddGenesis(ledger.Genesis);
        Commit(builder.Seal());
    }

    public BlockInfo Head => store.Head!;

    BlockInfo? IBlockStore.Head => store.Head;

    public StateTree Tree => store.Tree;

    public MerkleFrontier Frontier => store.Frontier;

    public byte[]? ReadPage(string key) => damaged.GetValueOrDefault(key) ?? store.ReadPage(key);

    public Judgement Judge(DecodedEnvelope envelope, OrderingClock? clock = null) => judge.Judge(envelope, this, clock);

    public Judgement JudgeUnsigned(DecodedEnvelope envelope) => judge.JudgeUnsigned(envelope, this);

    public BlockBuilder NewBlock() => new(this, judge, executions);

    public SealedBlock Execute(params DecodedEnvelope[] envelopes)
    {
        var builder = NewBlock();
        foreach (var envelope in envelopes)
            Assert.Equal(JudgementOutcome.Accepted, builder.Add(envelope).Outcome);

        var block = builder.Seal();
        Commit(block);
        return block;
    }

    public string Value(string key) => Encoding.UTF8.GetString(Page.Parser.ParseFrom(ReadPage(key)).Body.Span);

    /// <summary>Changes the last byte of a page's body, as a disk might.</summary>
    public void Damage(string key)
    {
        var page = (byte[])store.ReadPage(key)!.Clone();
        page[^1] ^= 1;
        damaged[key] = page;
    }

    private void Commit(SealedBlock block)
    {
        store.Take(block.Info.Number, block.Pages);
        store.Commit(block, events: 0);
        foreach (var key in block.Pages.Keys)
            damaged.Remove(key);
    }
}
