using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Chain.Tests;

/// <summary>What peers of one process take from each other, and what each still finds by itself.</summary>
public sealed class SharedExecutionTests : IDisposable
{
    private static readonly OrderingClock Clock = new(TestLedger.GenesisTime, "test");

    private readonly TestLedger ledger = new();
    private readonly ExecutionCache executions = new();
    private readonly TestContract contract = new();

    public void Dispose() => ledger.Dispose();

    [Fact]
    public void An_envelope_is_executed_once_for_all_peers_with_the_same_pages()
    {
        var peers = Enumerable.Range(0, 4).Select(_ => new SharingPeer(ledger, contract, executions)).ToList();
        for (var i = 0; i < 5; i++)
        {
            var envelopes = Enumerable.Range(0, 3).Select(j => Decode(TestContract.AppendEvent($"unit/{j}", $"{i}"))).ToArray();
            foreach (var peer in peers)
                peer.Execute(envelopes);
        }

        Assert.Equal((15, 45), (executions.Executed, executions.Shared));
        Assert.Equal("01234", peers[^1].Value("unit/2"));
        Assert.All(peers, peer => Assert.Equal(peers[0].Head.Root, peer.Head.Root));
    }

    [Fact]
    public void What_is_shared_comes_to_what_a_peer_alone_comes_to()
    {
        var peers = new[] { executions, executions, null }.Select(shared => new SharingPeer(ledger, contract, shared)).ToArray();
        for (var i = 0; i < 8; i++)
        {
            // Written, written again within the block, and removed.
            DecodedEnvelope[] envelopes =
            [
                Decode(TestContract.AppendEvent("unit/1", $"{i}"), TestContract.PutEvent($"unit/{i}", "x")),
                Decode(TestContract.AppendEvent("unit/1", "y")),
                Decode(TestContract.PutEvent($"unit/{i - 1}", "")),
            ];
            var blocks = peers.Select(peer => peer.Execute(envelopes)).ToList();

            Assert.All(blocks, block => Assert.Equal(blocks[2].Info.Root, block.Info.Root));
            Assert.All(blocks, block => Assert.Equal(blocks[2].Info.StateRoot, block.Info.StateRoot));
            Assert.All(blocks, block => Assert.Equal(blocks[2].Entries.Select(e => e.Writes), block.Entries.Select(e => e.Writes)));
            Assert.Same(blocks[0].StateUpdate, blocks[1].StateUpdate);
            Assert.NotSame(blocks[0].StateUpdate, blocks[2].StateUpdate);
        }
    }

    [Fact]
    public void A_peer_whose_page_differs_by_one_byte_executes_by_itself_and_comes_to_another_root()
    {
        var (right, wrong) = (new SharingPeer(ledger, contract, executions), new SharingPeer(ledger, contract, executions));
        var first = Decode(TestContract.PutEvent("unit/1", "a"), TestContract.PutEvent("unit/2", "b"));
        right.Execute(first);
        wrong.Execute(first);
        wrong.Damage("unit/1");
        var unread = Decode(TestContract.AppendEvent("unit/2", "c"));
        var read = Decode(TestContract.AppendEvent("unit/1", "c"));
        right.Execute(unread, read);
        var before = executions.Executed;

        wrong.Execute(unread, read);

        Assert.Equal(before + 1, executions.Executed);
        Assert.NotEqual(right.Value("unit/1"), wrong.Value("unit/1"));
        Assert.NotEqual(right.Head.StateRoot, wrong.Head.StateRoot);
    }

    [Fact]
    public void Other_rules_share_nothing_and_are_found_by_their_root()
    {
        var (first, other) = (new SharingPeer(ledger, contract, executions), new SharingPeer(ledger,
            new TestContract { Corrupt = (_, value) => [.. value, (byte)'!'] }, executions));
        var envelope = Decode(TestContract.PutEvent("unit/1", "a"));

        first.Execute(envelope);
        other.Execute(envelope);

        Assert.Equal((2, 0), (executions.Executed, executions.Shared));
        Assert.Equal("a!", other.Value("unit/1"));
        Assert.NotEqual(first.Head.StateRoot, other.Head.StateRoot);
    }

    [Fact]
    public void A_refusal_is_nobody_elses()
    {
        var peer = new SharingPeer(ledger, contract, executions);
        var envelope = Decode(TestContract.PutEvent("refused", "a"));

        Assert.Equal(JudgementOutcome.Refused, peer.Judge(envelope).Outcome);
        Assert.Equal(JudgementOutcome.Refused, peer.Judge(envelope).Outcome);

        Assert.Equal((2, 0), (executions.Executed, executions.Shared));
    }

    [Fact]
    public void Ordering_takes_no_acceptance_from_a_peer()
    {
        var peer = new SharingPeer(ledger, contract, executions);
        var envelope = Decode(TestContract.PutEvent("unit/1", "a"));
        Assert.Equal(JudgementOutcome.Accepted, peer.Judge(envelope).Outcome);

        var judgement = peer.Judge(envelope, Clock with { NowMs = envelope.Payload.TimeMs + (2 * EnvelopeJudge.FreshnessMs) });

        Assert.Equal(ChainRules.Freshness, Assert.Single(judgement.Verdict.Findings).Rule);
    }

    [Fact]
    public void What_a_dry_run_accepts_unsigned_is_not_accepted_signed()
    {
        var peer = new SharingPeer(ledger, contract, executions);
        var envelope = Envelope.Parser.ParseFrom(ledger.Sign("tax", TestContract.PutEvent("unit/1", "a")));
        envelope.Signature = ByteString.CopyFrom(new byte[64]);
        Assert.True(ledger.Envelopes.TryGet(envelope.ToByteArray(), out var decoded, out _));

        Assert.Equal(JudgementOutcome.Accepted, peer.JudgeUnsigned(decoded).Outcome);
        var signed = peer.Judge(decoded);

        Assert.Equal(ChainRules.Signature, Assert.Single(signed.Verdict.Findings).Rule);
    }

    [Fact]
    public void An_envelope_that_is_applied_already_is_so_for_each_peer()
    {
        var (first, second) = (new SharingPeer(ledger, contract, executions), new SharingPeer(ledger, contract, executions));
        var envelope = Decode(TestContract.PutEvent("unit/1", "a"));
        first.Execute(envelope);
        second.Execute(envelope);

        Assert.Equal(JudgementOutcome.Duplicate, first.Judge(envelope).Outcome);
        Assert.Equal(JudgementOutcome.Duplicate, second.Judge(envelope).Outcome);
    }

    private DecodedEnvelope Decode(params Event[] events) =>
        ledger.Envelopes.TryGet(ledger.Sign("tax", events), out var decoded, out var fault) ? decoded : throw new InvalidOperationException(fault.English);
}
