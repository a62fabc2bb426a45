using static Ledger.Chain.Tests.TestContract;

namespace Ledger.Chain.Tests;

public sealed class LedgerComparisonTests : IDisposable
{
    private readonly TestLedger ledger = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => ledger.Dispose();

    [Fact]
    public async Task The_same_envelopes_in_another_order_and_other_blocks_come_to_the_same_state()
    {
        var envelopes = Enumerable.Range(0, 12).Select(i => ledger.Sign("tax", PutEvent($"k{i}", $"{i}"))).ToList();
        var first = Make(envelopes);
        var second = Make(envelopes.AsEnumerable().Reverse());

        var result = await CompareAsync(first, second);

        Assert.True(result is { SameEnvelopes: true, SameState: true, Refusal: null, DifferingPage: null, Common: 12 });
        Assert.Equal((Hash(envelopes[0]), Hash(envelopes[11])), result.OrderParts);
        Assert.Equal(result.First.Head.StateRoot, result.SecondRoot);
    }

    [Fact]
    public async Task What_only_one_of_them_holds_is_named_and_the_rest_compared()
    {
        var envelopes = Enumerable.Range(0, 6).Select(i => ledger.Sign("tax", PutEvent($"k{i}", "1"))).ToList();
        var own = ledger.Sign("tax", PutEvent("own", "1"));

        var result = await CompareAsync(Make([.. envelopes, own]), Make(envelopes.Skip(1)));

        Assert.False(result.SameEnvelopes);
        Assert.Equal([Hash(envelopes[0]), Hash(own)], result.OnlyFirst);
        Assert.Empty(result.OnlySecond);
        Assert.Null(result.OrderParts);
        Assert.Equal(5, result.Common);
        Assert.True(result.SameState);
    }

    [Fact]
    public async Task A_ledger_alone_is_compared_with_itself_cut_anew()
    {
        var result = await CompareAsync(Make(Enumerable.Range(0, 6).Select(i => ledger.Sign("tax", AppendEvent("a", $"{i}")))), null);

        Assert.True(result is { SameEnvelopes: true, SameState: true, Common: 6 });
    }

    [Fact]
    public async Task A_forged_entry_and_another_genesis_are_no_ledgers_to_compare()
    {
        var first = Make([ledger.Sign("tax", PutEvent("a", "1"))]);
        var forged = first.ConvertAll(entry => entry.ToArray());
        forged[2][^1] ^= 1;
        using var foreign = new TestLedger();

        await Assert.ThrowsAsync<ReplayException>(() => CompareAsync(first, forged));
        await Assert.ThrowsAsync<GenesisException>(
            () => LedgerComparison.RunAsync(Stream(first), Stream(first), foreign.Genesis.Sha256, new TestContract(), Ct));
    }

    private static string Hash(byte[] envelope) => Convert.ToHexStringLower(TestLedger.LeafHash(envelope));

    private static IAsyncEnumerable<ReadOnlyMemory<byte>> Stream(List<byte[]> entries)
        => entries.Select(entry => (ReadOnlyMemory<byte>)entry).ToAsyncEnumerable();

    private Task<LedgerComparisonResult> CompareAsync(List<byte[]> first, List<byte[]>? second) =>
        LedgerComparison.RunAsync(Stream(first), second is null ? null : Stream(second), ledger.Genesis.Sha256, new TestContract(), Ct);

    /// <summary>The entries of a ledger on which every envelope has a block.</summary>
    private List<byte[]> Make(params IEnumerable<byte[]> envelopes)
    {
        var chain = new TestChain(ledger.Genesis);
        foreach (var envelope in envelopes)
            chain.Execute([envelope]);
        return [.. chain.Entries];
    }
}
