using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// The chain as a contract sees it, in memory: all events of an envelope or none, each seeing the writes of those before
/// it, no page younger than the envelope, and pages that carry time, nonce and entry.
/// </summary>
public sealed partial class TestLedger
{
    private readonly SortedDictionary<string, byte[]> pages = new(StringComparer.Ordinal);
    private readonly LedgerContract contract;
    private readonly bool isOfBuild;
    private int envelopes;

    /// <summary>A ledger with the members of <see cref="Members"/>.</summary>
    /// <param name="contract">The rules; those of this build unless given.</param>
    public TestLedger(LedgerContract? contract = null)
    {
        this.contract = contract ?? new LedgerContract();
        isOfBuild = contract is null;
        Counter = new(this);
        foreach (var member in Members.All)
            pages[PageKeys.Member(member.CreditCode)] = Canonical.Encode(new Page { Body = ByteString.CopyFrom(Canonical.Encode(member)) });
    }

    /// <summary>The ledger's name.</summary>
    public const string Origin = "test.ledger.example/dongguan";

    /// <summary>Time of the next envelope, ms; one second later with each.</summary>
    public ulong TimeMs { get; set; } = (ulong)Day.Of(2021, 6, 1).StartMilliseconds + 36_000_000;

    /// <summary>Profile in force.</summary>
    public uint Profile { get; set; } = 1;

    /// <summary>Whether profile 2 is in force, as this build has it.</summary>
    internal bool IsTwo => isOfBuild && Profile == Profiles.Two.Number;

    /// <summary>The counter, which prepares acts on the book under profile 2.</summary>
    internal Counter Counter { get; }

    /// <summary>SHA-256 over every key and page in order of keys.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, page) in pages)
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
            hash.AppendData(SHA256.HashData(page));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The keys present, sorted.</summary>
    public IReadOnlyList<string> Keys => [.. pages.Keys];

    /// <summary>The message of a page; null when absent.</summary>
    public T? Read<T>(string key)
        where T : class, IMessage<T>, new()
        => pages.TryGetValue(key, out var page) ? Canonical.Parse<T>(Canonical.Parse<Page>(page).Body.Span) : null;

    /// <summary>Puts a page as if an earlier envelope had written it.</summary>
    public void Put<T>(string key, T body)
        where T : IMessage<T>, new()
        => pages[key] = Canonical.Encode(
            new Page
            {
                TimeMs = TimeMs,
                Nonce = ByteString.CopyFrom(new byte[16]),
                Entry = ByteString.CopyFrom(new byte[32]),
                Body = ByteString.CopyFrom(Canonical.Encode(body))
            });

    /// <summary>Takes a page away that a test put.</summary>
    public void Remove(string key) => pages.Remove(key);

    /// <summary>Puts a page as if an envelope long ago had written it.</summary>
    public void PutOld<T>(string key, T body)
        where T : IMessage<T>, new()
    {
        var now = TimeMs;
        TimeMs = 1;
        Put(key, body);
        TimeMs = now;
    }

    /// <summary>The leaf hash of the entry that wrote a page last.</summary>
    public byte[] EntryOf(string key) => Canonical.Parse<Page>(pages[key]).Entry.ToByteArray();

    /// <summary>Keys that the last envelope wrote that was applied.</summary>
    internal IReadOnlyCollection<string> Changed { get; private set; } = [];

    /// <summary>Every event submitted so far, accepted or not, with its signer.</summary>
    public List<(Member Signer, IMessage Event)> Submitted { get; } = [];

    /// <summary>Submits one envelope.</summary>
    public Outcome Submit(Member signer, params IReadOnlyList<IMessage> events)
    {
        if (Counter.ByEvents)
            Counter.TakeIn(signer, events);
        foreach (var e in events)
            Counter.Serve(signer, e);
        Submitted.AddRange(events.Select(e => (signer, e)));
        return Submit(signer, [.. events.Select(e => new Event { Type = e.Descriptor.FullName, Body = e.ToByteString() })]);
    }

    /// <summary>Submits one envelope of raw events.</summary>
    public Outcome Submit(Member signer, IReadOnlyList<Event> events) => Execute(signer, events, commit: true);

    /// <summary>Judges one envelope without applying it.</summary>
    public Outcome Judge(Member signer, params IReadOnlyList<IMessage> events)
    {
        foreach (var e in events)
            Counter.Serve(signer, e);
        return Execute(signer, [.. events.Select(e => new Event { Type = e.Descriptor.FullName, Body = e.ToByteString() })], commit: false);
    }

    /// <summary>What an event does on the book, as its case must have been accepted for; nothing for another event.</summary>
    internal IReadOnlyList<BookAct> ActsOf(Member signer, IMessage e)
    {
        var profile = Profiles.Two;
        return profile.Flows.Find(e.Descriptor.FullName)?.Flow is IBookFlow flow
            ? flow.ActsOf(new Context(this, signer, 0), new Event { Type = e.Descriptor.FullName, Body = e.ToByteString() }, profile)
            : [];
    }

    private Outcome Execute(Member signer, IReadOnlyList<Event> events, bool commit)
    {
        TimeMs += 1_000;
        var context = new Context(this, signer, ++envelopes);
        var findings = new List<Finding>();
        for (var i = 0; i < events.Count; i++)
        {
            var found = contract.Execute(context, events[i]);
            Note(events[i], found);
            findings.AddRange(found);
            if (context.Younger is { } key)
                findings.Add(new(ChainRules.Time, Severity.Reject, "", "", key, key, [], "", ""));
            if (findings.Exists(finding => finding.Refuses))
                return new(false, i, findings);
        }

        if (commit)
        {
            context.Commit();
            Recorded?.Invoke(signer, TimeMs, events);
        }

        return new(true, -1, findings);
    }

    /// <summary>Told of every envelope that was applied: who signed it, when, and its events.</summary>
    public Action<Member, ulong, IReadOnlyList<Event>>? Recorded { get; set; }

    /// <summary>Told of every event that was judged.</summary>
    partial void Note(Event e, IReadOnlyList<Finding> found);

    private sealed class Context(TestLedger ledger, Member signer, int envelope) : IContractContext
    {
        private readonly SortedDictionary<string, byte[]?> writes = new(StringComparer.Ordinal);

        public string? Younger { get; private set; }

        /// <summary>Whether a governed event takes effect: it writes below <c>sys/</c> and nowhere else.</summary>
        public bool Governed { get; init; }

        public string Origin => TestLedger.Origin;

        public uint Profile => ledger.Profile;

        public ulong TimeMs { get; } = ledger.TimeMs;

        public ReadOnlyMemory<byte> Nonce { get; } = SHA256.HashData(BitConverter.GetBytes(envelope)).AsMemory()[..16];

        public ReadOnlyMemory<byte> LeafHash { get; } = SHA256.HashData(Encoding.ASCII.GetBytes($"entry {envelope}"));

        public Signer Signer { get; } = new(signer, new byte[16]);

        public Page? Read(string key)
        {
            Assert.False(key.StartsWith("seq/", StringComparison.Ordinal));
            var bytes = writes.TryGetValue(key, out var written) ? written : ledger.pages.GetValueOrDefault(key);
            if (bytes is null)
                return null;
            var page = Canonical.Parse<Page>(bytes);
            if (page.TimeMs > TimeMs)
                Younger = key;
            return page;
        }

        public void Write(string key, ReadOnlyMemory<byte> body)
        {
            Assert.Equal(Governed, key.StartsWith("sys/", StringComparison.Ordinal));
            Assert.False(key.StartsWith("seq/", StringComparison.Ordinal));
            Assert.InRange(body.Length, 0, Chain.PageKeys.MaxBodySize);
            var nonce = SHA256.HashData([.. "ledger.v1.page\n"u8, .. Nonce.Span, .. Encoding.UTF8.GetBytes(key)])[..16];
            writes[key] = Canonical.Encode(new Page
            {
                TimeMs = TimeMs,
                Nonce = ByteString.CopyFrom(nonce),
                Entry = ByteString.CopyFrom(LeafHash.Span),
                Body = ByteString.CopyFrom(body.Span),
            });
        }

        public void Delete(string key) => writes[key] = null;

        public void Commit()
        {
            ledger.Changed = writes.Keys;
            foreach (var (key, page) in writes)
            {
                if (page is null)
                    ledger.pages.Remove(key);
                else
                    ledger.pages[key] = page;
            }
        }
    }
}
