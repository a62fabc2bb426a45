using Ledger.Chain;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;
using ChainTests = Ledger.Chain.Tests;

namespace Ledger.Contracts.Tests;

/// <summary>
/// A chain of the members of the tests that records what a <see cref="TestLedger"/> records: the same events at the same times, in
/// signed envelopes, a block for each.
/// </summary>
internal sealed class StoryChain : IDisposable
{
    private readonly ChainTests.TestLedger founded = new(4, Members.All, (ulong)Day.Of(2021, 1, 1).StartMilliseconds);
    private readonly ChainTests.TestChain chain;
    private readonly List<byte[][]> blocks = [];
    private ulong sequence;

    /// <summary>A chain under profile 1.</summary>
    public StoryChain(TestLedger ledger)
    {
        chain = new(founded.Genesis, new LedgerContract());
        ledger.Recorded = (signer, time, events) => Play(signer.Organisation, time, [.. events]);
    }

    /// <summary>Its genesis.</summary>
    public GenesisBlock Genesis => founded.Genesis;

    /// <summary>Its newest block.</summary>
    public BlockInfo Head => chain.Head;

    /// <summary>The envelopes of each block after the genesis.</summary>
    public IReadOnlyList<byte[][]> Blocks => blocks;

    /// <summary>All entries, seals included.</summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> Entries => chain.Stream;

    /// <summary>The body of a page; null when absent.</summary>
    public byte[]? Body(string key) => chain.Body(key);

    /// <summary>Puts a profile in force by governance: one department proposes, the others approve.</summary>
    public void Activate(uint profile, ulong timeMs)
    {
        var proposal = Play("registration", timeMs, ChainTests.TestLedger.EventOf(new ActivateProfile { Profile = profile }));
        foreach (var department in new[] { "transaction", "tax", "finance" })
            Play(department, timeMs, ChainTests.TestLedger.Approve(ChainTests.TestLedger.LeafHash(proposal)));
    }

    /// <inheritdoc/>
    public void Dispose() => founded.Dispose();

    private byte[] Play(string organisation, ulong timeMs, params Event[] events)
    {
        var payload = founded.PayloadOf(events);
        (payload.TimeMs, payload.Sequence) = (timeMs, ++sequence);
        var envelope = ChainTests.TestLedger.Sign(founded[organisation].Signer, payload);
        chain.Execute([envelope]);
        blocks.Add([envelope]);
        return envelope;
    }
}
