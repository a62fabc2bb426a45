using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>What would be, without its being so.</content>
public sealed partial class TestLedger
{
    /// <summary>Judges one envelope as it would be submitted next, and leaves no trace of it.</summary>
    internal Outcome Try(Member signer, IReadOnlyList<IMessage> events)
    {
        var (time, count) = (TimeMs, envelopes);
        var outcome = Execute(signer, [.. events.Select(e => new Event { Type = e.Descriptor.FullName, Body = e.ToByteString() })], commit: false);
        (TimeMs, envelopes) = (time, count);
        return outcome;
    }

    /// <summary>Another ledger with the same pages at the same time.</summary>
    internal TestLedger Fork()
    {
        var fork = new TestLedger(contract) { TimeMs = TimeMs, Profile = Profile, envelopes = envelopes };
        fork.Counter.Open = false;
        fork.pages.Clear();
        foreach (var (key, page) in pages)
            fork.pages.Add(key, page);
        return fork;
    }

    /// <summary>Puts another body on a page that an envelope wrote.</summary>
    internal void Rewrite<T>(string key, T body)
        where T : IMessage<T>, new()
    {
        var page = Log.Canonical.Parse<Page>(pages[key]);
        page.Body = ByteString.CopyFrom(Log.Canonical.Encode(body));
        pages[key] = Log.Canonical.Encode(page);
    }
}
