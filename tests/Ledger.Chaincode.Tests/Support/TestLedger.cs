using Google.Protobuf;
using Ledger.Chain;
using Ledger.Chaincode.Tests;
using Ledger.Fabric.Protocol;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;
using ChainKeys = Ledger.Chain.PageKeys;
using Member = Ledger.V1.Member;

namespace Ledger.Contracts.Tests;

/// <summary>
/// What the rules' own tests submit to, made of the real things: every envelope is signed, judged by ordering on a peer of
/// the ledger, and sent to the chaincode through two peers of Fabric, one with batches and one without. All must come to the
/// same; a difference fails the test at once.
/// </summary>
public sealed class TestLedger : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();
    private readonly SettableClock clock = new();
    private readonly TestConsortium consortium;
    private readonly Peer peer;
    private readonly EmbeddedOrdering ordering;
    private readonly ChaincodeNetwork network;
    private ulong sequence;

    /// <summary>A ledger founded on both sides.</summary>
    public TestLedger()
    {
        consortium = new TestConsortium(TimeMs - 1_000);
        clock.NowMs = TimeMs;
        peer = Peer.Open(new PeerOptions
        {
            Organisation = "registration",
            Directory = folder.FullName,
            NewStore = "a test begins",
            Genesis = consortium.Genesis,
            Contract = new LedgerContract(),
            Cosigner = consortium.Cosigner,
            LogSigner = consortium.LogSigner,
            Time = clock,
            TreeCacheBytes = 8 << 20,
        });
        ordering = new EmbeddedOrdering(peer, new EmbeddedOrderingOptions { Time = clock, ClockName = "endorsement", BlocksInFlight = 1_000_000 });
        network = Run(async () =>
        {
            var network = await ChaincodeNetwork.StartAsync(consortium.Genesis, clock);
            await network.FoundAsync(consortium.Genesis);
            return network;
        });
        Assert.Equal(peer.Head.StateRoot, Writes.Root(network.State));
    }

    /// <summary>Time of the next envelope, ms; one second later with each.</summary>
    public ulong TimeMs { get; set; } = (ulong)Day.Of(2021, 6, 1).StartMilliseconds + 36_000_000;

    /// <summary>Profile in force.</summary>
    public uint Profile { get; } = 1;

    /// <summary>Whether profile 2 is in force.</summary>
    internal bool IsTwo => Profile == 2;

    /// <summary>Envelopes accepted so far.</summary>
    public int Accepted { get; private set; }

    /// <summary>What each accepted envelope read and wrote, in order.</summary>
    public List<Fabric.Protocol.Tests.ChaincodeSimulation> Simulations { get; } = [];

    /// <summary>Their bytes, in order.</summary>
    public List<byte[]> Envelopes { get; } = [];

    /// <summary>State root of the embedded ledger.</summary>
    public byte[] StateRoot => peer.Head.StateRoot;

    /// <summary>Envelopes refused so far.</summary>
    public int Refused { get; private set; }

    /// <summary>The chaincode's side.</summary>
    public ChaincodeNetwork Network => network;

    /// <summary>Who signs.</summary>
    public TestConsortium Consortium => consortium;

    /// <summary>The last envelope submitted.</summary>
    public byte[] Last { get; private set; } = [];

    /// <summary>The message of a page; null when absent.</summary>
    public T? Read<T>(string key)
        where T : class, IMessage<T>, new()
        => network.State.Get("", key) is { } page ? Canonical.Parse<T>(Canonical.Parse<Page>(page).Body.Span) : null;

    /// <summary>Pages that no envelope wrote are not to be had here.</summary>
    public void PutOld<T>(string key, T body)
        where T : IMessage<T>, new()
        => throw new NotSupportedException($"{key} ({body}) is written by envelopes only.");

    /// <summary>As <see cref="PutOld"/>.</summary>
    public void Remove(string key) => throw new NotSupportedException($"{key} is removed by envelopes only.");

    /// <summary>Submits one envelope.</summary>
    public Outcome Submit(Member signer, params IReadOnlyList<IMessage> events)
        => Submit(signer, [.. events.Select(e => new Event { Type = e.Descriptor.FullName, Body = e.ToByteString() })]);

    /// <summary>Submits one envelope of raw events.</summary>
    public Outcome Submit(Member signer, IReadOnlyList<Event> events)
    {
        clock.NowMs = TimeMs += 1_000;
        return Submit(consortium.Sign(signer, ++sequence, TimeMs, events));
    }

    /// <summary>Submits the bytes of an envelope.</summary>
    public Outcome Submit(byte[] envelope)
    {
        Last = envelope;
        return Run(() => SubmitAsync(envelope));
    }

    /// <summary>Turns the wall clock.</summary>
    public void TurnClock(long milliseconds) => clock.NowMs = (ulong)((long)clock.NowMs + milliseconds);

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        await ordering.DisposeAsync();
        await peer.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<Outcome> SubmitAsync(byte[] envelope)
    {
        // Before ordering, whose peer would otherwise have applied it already.
        var judged = await ChaincodeNetwork.CallAsync(network.Peer, LedgerFunctions.Judge, envelope);
        Assert.Empty(judged.Writes);
        Assert.Equal(200, judged.Response.Status);
        var outcome = SubmitOutcome.Parser.ParseFrom(judged.Response.Payload);
        var plain = await ChaincodeNetwork.CallAsync(network.Plain, LedgerFunctions.Submit, envelope);
        var hinted = await ChaincodeNetwork.CallAsync(network.Peer, LedgerFunctions.Submit, envelope, outcome.Accepted?.Reads.Select(read => read.Key) ?? []);
        switch (await ordering.SubmitAsync(envelope, PeerLimit))
        {
            case SubmitResult.Admitted admitted:
                Accepted++;
                CheckAccepted(admitted, outcome, plain, hinted);
                Simulations.Add(hinted);
                Envelopes.Add(envelope);
                network.State.Commit(hinted);
                Assert.Equal(peer.Head.StateRoot, Writes.Root(network.State));
                return new Outcome(true, -1, admitted.Findings);
            case SubmitResult.Refused refused:
                Refused++;
                Assert.Equal(VerdictMessages.ToMessage(refused.Verdict), outcome.Refused);
                CheckRefused(RefusalKind.Refused, [.. refused.Verdict.Findings.Where(f => f.Refuses).Select(f => f.Rule).Distinct(StringComparer.Ordinal)],
                    plain, hinted);
                return new Outcome(false, refused.Verdict.FailedEvent, refused.Verdict.Findings);
            case SubmitResult.Duplicate duplicate:
                Assert.Equal(duplicate.LeafHash, outcome.DuplicateOf.ToByteArray());
                CheckRefused(RefusalKind.Duplicate, [Convert.ToHexStringLower(duplicate.LeafHash)], plain, hinted);
                return new Outcome(false, -1, []);
            case SubmitResult.Conflict conflict:
                Assert.Equal(conflict.RecordedLeafHash, outcome.ConflictWith.ToByteArray());
                CheckRefused(RefusalKind.Conflict, [Convert.ToHexStringLower(conflict.RecordedLeafHash)], plain, hinted);
                return new Outcome(false, -1, []);
            case var other:
                throw new InvalidOperationException($"{other}");
        }
    }

    private static CancellationToken PeerLimit => Fabric.Protocol.Tests.PeerStream.Limit;

    private void CheckAccepted(SubmitResult.Admitted admitted, SubmitOutcome outcome, Fabric.Protocol.Tests.ChaincodeSimulation plain,
        Fabric.Protocol.Tests.ChaincodeSimulation hinted)
    {
        Assert.Equal(200, hinted.Response.Status);
        Assert.Equal(plain.Response, hinted.Response);
        var answer = SubmitOutcome.Parser.ParseFrom(hinted.Response.Payload).Accepted;
        Assert.Equal(admitted.LeafHash, answer.LeafHash.ToByteArray());
        Assert.Equal(admitted.Findings.Select(finding => VerdictMessages.ToMessage(finding)), answer.Findings);
        Assert.Empty(answer.Reads);
        Assert.Equal(answer.Findings, outcome.Accepted.Findings);

        var computed = Writes.Of(peer.Reader.ReadWrites(admitted.Block)!.Entries.Single().Writes);
        Assert.Equal(computed, Writes.Of(hinted));
        Assert.Equal(computed, Writes.Of(plain));
        // Endorsers must come to the same read set too, or their endorsements do not meet.
        Assert.Equal(plain.Reads, hinted.Reads);
        Assert.Equal(hinted.WriteOrder.Order(StringComparer.Ordinal), hinted.WriteOrder);
        // Everything that was hinted comes in one round trip, everything written goes in one.
        Assert.Equal(2, hinted.Requests.Count);
        Assert.Contains(("", ChainKeys.Profile), hinted.Reads);
    }

    private static void CheckRefused(RefusalKind kind, IReadOnlyList<string> values, params IEnumerable<Fabric.Protocol.Tests.ChaincodeSimulation> simulations)
    {
        foreach (var simulation in simulations)
        {
            Assert.InRange(simulation.Response.Status, 400, 499);
            Assert.True(SubmitRefusal.TryParse(simulation.Response.Message, out var refusal), simulation.Response.Message);
            Assert.Equal(kind, refusal.Kind);
            Assert.Equal(values, refusal.Values);
            Assert.Empty(simulation.Writes);
        }
    }

    private static T Run<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
