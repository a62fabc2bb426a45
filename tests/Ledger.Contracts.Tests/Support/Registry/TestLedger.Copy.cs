using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

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

    /// <summary>The bytes of a page's message.</summary>
    internal ByteString BodyOf(string key) => Canonical.Parse<Page>(pages[key]).Body;

    /// <summary>Judges an event with one page otherwise than it is.</summary>
    internal void JudgeWith(string key, IMessage page, Member signer, IMessage e)
    {
        var before = pages[key];
        pages[key] = Canonical.Encode(new Page
        {
            TimeMs = 1,
            Nonce = ByteString.CopyFrom(new byte[16]),
            Entry = ByteString.CopyFrom(new byte[32]),
            Body = page.ToByteString(),
        });
        try
        {
            Judge(signer, e);
        }
        finally
        {
            pages[key] = before;
        }
    }
}
