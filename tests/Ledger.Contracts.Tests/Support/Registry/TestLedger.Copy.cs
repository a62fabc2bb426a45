namespace Ledger.Contracts.Tests;

/// <content>Ledgers that go on from the same pages.</content>
public sealed partial class TestLedger
{
    /// <summary>Every page with its key.</summary>
    internal IReadOnlyDictionary<string, byte[]> Pages => pages;

    /// <summary>A ledger with the same pages, clock and counter.</summary>
    public TestLedger Copy()
    {
        var copy = new TestLedger { TimeMs = TimeMs, Profile = Profile };
        copy.envelopes = envelopes;
        copy.Counter.Open = Counter.Open;
        copy.pages.Clear();
        foreach (var (key, page) in pages)
            copy.pages[key] = page;
        return copy;
    }
}
