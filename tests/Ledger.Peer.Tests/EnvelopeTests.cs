using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers.Tests;

public sealed class EnvelopeTests
{
    [Fact]
    public async Task The_same_envelope_again_leads_to_the_first_entry()
    {
        await using var single = new SinglePeer();
        var envelope = single.Ledger.Sign("tax", TestContract.AppendEvent("unit/1", "a"));
        var first = Assert.IsType<SubmitResult.Admitted>(await single.SubmitAsync(envelope));

        var again = Assert.IsType<SubmitResult.Duplicate>(await single.SubmitAsync(envelope));

        Assert.Equal(first.LeafHash, again.LeafHash);
        Assert.Equal("a", single.Value("unit/1"));
        Assert.Equal(1UL, single.Peer.Head.Number);
    }

    [Fact]
    public async Task The_same_envelope_from_many_callers_at_once_is_applied_once()
    {
        await using var single = new SinglePeer();
        var envelope = single.Ledger.Sign("tax", TestContract.AppendEvent("unit/1", "a"));

        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => single.SubmitAsync(envelope))));

        Assert.Single(results.OfType<SubmitResult.Admitted>());
        Assert.Equal(31, results.OfType<SubmitResult.Duplicate>().Count());
        Assert.Equal("a", single.Value("unit/1"));
    }

    [Fact]
    public async Task Another_envelope_under_a_used_number_is_a_conflict_that_names_the_one_recorded()
    {
        await using var single = new SinglePeer();
        var payload = single.Ledger.PayloadOf(TestContract.PutEvent("unit/1", "a"));
        var first = Assert.IsType<SubmitResult.Admitted>(await single.SubmitAsync(TestLedger.Sign(single.Ledger["tax"].Signer, payload)));
        payload.TimeMs -= 3_600_000;

        var second = await single.SubmitAsync(TestLedger.Sign(single.Ledger["tax"].Signer, payload));

        Assert.Equal(first.LeafHash, Assert.IsType<SubmitResult.Conflict>(second).RecordedLeafHash);
    }

    [Fact]
    public async Task What_was_decoded_and_verified_before_it_was_ordered_is_the_very_envelope_of_its_block()
    {
        await using var single = new SinglePeer();
        var payload = single.Ledger.PayloadOf(TestContract.PutEvent("unit/1", "a"));
        var bytes = TestLedger.Sign(single.Ledger["tax"].Signer, payload);
        Assert.True(single.Peer.TryDecode(bytes, out var decoded, out _));
        Assert.True(single.Peer.Verify(decoded));
        Assert.IsType<SubmitResult.Admitted>(await single.SubmitAsync(bytes));
        Assert.True(single.Ledger.Envelopes.TryGet(bytes, out var ordered, out _));
        Assert.Same(decoded, ordered);

        var broken = Envelope.Parser.ParseFrom(bytes);
        broken.Signature = ByteString.CopyFrom([.. broken.Signature.Span[..63], (byte)(broken.Signature[63] ^ 1)]);
        Assert.True(single.Peer.TryDecode(broken.ToByteArray(), out var forged, out _));
        Assert.False(single.Peer.Verify(forged));

        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.True(single.Peer.TryDecode(new EnvelopeSigner(stranger).Sign(payload).ToByteArray(), out var unknown, out _));
        Assert.False(single.Peer.Verify(unknown));
        Assert.False(single.Peer.TryDecode([1, 2, 3], out _, out var fault));
        Assert.NotNull(fault);
    }

    [Fact]
    public async Task A_refused_number_stays_free()
    {
        await using var single = new SinglePeer();
        var payload = single.Ledger.PayloadOf(TestContract.PutEvent("refused", "a"));
        Assert.IsType<SubmitResult.Refused>(await single.SubmitAsync(TestLedger.Sign(single.Ledger["tax"].Signer, payload)));
        payload.Events[0] = TestContract.PutEvent("unit/1", "a");

        Assert.IsType<SubmitResult.Admitted>(await single.SubmitAsync(TestLedger.Sign(single.Ledger["tax"].Signer, payload)));
    }

    [Fact]
    public async Task Events_of_an_envelope_see_each_other_and_apply_together()
    {
        await using var single = new SinglePeer();

        await single.AdmitAsync("tax", TestContract.PutEvent("unit/1", "a"), TestContract.AppendEvent("unit/1", "b"), TestContract.PutEvent("unit/2", "c"));

        Assert.Equal("ab", single.Value("unit/1"));
        Assert.Equal("c", single.Value("unit/2"));
    }

    [Fact]
    public async Task A_refused_event_undoes_the_events_before_it_and_names_all_rules_and_pages()
    {
        await using var single = new SinglePeer();
        await single.AdmitAsync("tax", TestContract.PutEvent("unit/1", "a"));
        var before = single.Peer.Reader.ReadPage("unit/1");

        var verdict = await single.RefuseAsync(
            single.Ledger.Sign("tax", TestContract.AppendEvent("unit/1", "b"), TestContract.PutEvent("refused", "x"), TestContract.PutEvent("unit/3", "c")));

        Assert.Equal(1, verdict.FailedEvent);
        Assert.Equal(["T-01", "T-02"], verdict.Findings.Select(f => f.Rule));
        Assert.Equal(before, verdict.Reads.Single(r => r.Key == "unit/1").Page);
        Assert.Null(verdict.Reads.Single(r => r.Key == "refused").Page);
        Assert.DoesNotContain(verdict.Reads, r => r.Key == "unit/3");
        Assert.Equal("a", single.Value("unit/1"));
        Assert.Equal(1UL, single.Peer.Head.Number);
    }

    [Fact]
    public async Task A_warning_refuses_and_an_information_is_returned()
    {
        await using var single = new SinglePeer();

        var warned = await single.RefuseAsync(single.Ledger.Sign("tax", TestContract.PutEvent("warned", "x")));
        var noted = await single.AdmitAsync("bank-a", TestContract.PutEvent("noted", "x"));

        Assert.Equal("T-03", Assert.Single(warned.Findings).Rule);
        Assert.Equal("profile 1, signer bank-a", Assert.Single(noted.Findings).MessageEn);
    }

    [Fact]
    public async Task A_fault_in_the_rules_refuses_and_leaves_ordering_running()
    {
        await using var single = new SinglePeer();

        var verdict = await single.RefuseAsync(single.Ledger.Sign("tax", TestContract.PutEvent("broken", "x")));

        Assert.Equal(ChainRules.Fault, Assert.Single(verdict.Findings).Rule);
        await single.AdmitAsync("tax", TestContract.PutEvent("unit/1", "a"));
    }

    [Theory]
    [InlineData("sys/quorum")]
    [InlineData("seq/00/1")]
    [InlineData("")]
    [InlineData("unit/\n")]
    public async Task A_contract_cannot_write_what_belongs_to_the_chain(string key)
    {
        await using var single = new SinglePeer();

        var verdict = await single.RefuseAsync(single.Ledger.Sign("tax", TestContract.PutEvent(key, "x")));

        Assert.Equal(ChainRules.Fault, Assert.Single(verdict.Findings).Rule);
    }

    [Fact]
    public async Task An_envelope_older_than_a_page_it_reads_is_refused_on_every_peer()
    {
        await using var single = new SinglePeer();
        var older = single.Ledger.PayloadOf(TestContract.AppendEvent("unit/1", "b"));
        older.TimeMs -= 1;
        var newer = single.Ledger.PayloadOf(TestContract.PutEvent("unit/1", "a"));
        await single.SubmitAsync(TestLedger.Sign(single.Ledger["tax"].Signer, newer));
        var late = TestLedger.Sign(single.Ledger["tax"].Signer, older);

        var verdict = await single.RefuseAsync(late);

        var finding = Assert.Single(verdict.Findings);
        Assert.Equal(ChainRules.Time, finding.Rule);
        Assert.Contains(finding.Values, v => v.Source == "unit/1" && v.Entry.Length == 64);
        await using var other = single.Ledger.Open("tax");
        await other.ExecuteAsync(new OrderedBlock(1, [TestLedger.Sign(single.Ledger["tax"].Signer, newer)]), TestNetwork.Limit);
        var stopped = await Assert.ThrowsAsync<PeerStoppedException>(() => other.ExecuteAsync(new OrderedBlock(2, [late]), TestNetwork.Limit));
        Assert.Contains(ChainRules.Time, stopped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    public async Task An_envelope_off_the_clock_is_refused_naming_the_clock_but_only_at_ordering(int seconds)
    {
        await using var single = new SinglePeer(options: new EmbeddedOrderingOptions { ClockName = "clock of registration" });
        var payload = single.Ledger.PayloadOf(TestContract.PutEvent("unit/1", "a"));
        payload.TimeMs = (ulong)((long)payload.TimeMs + (seconds * 1000L));
        var envelope = TestLedger.Sign(single.Ledger["tax"].Signer, payload);

        var finding = Assert.Single((await single.RefuseAsync(envelope)).Findings);

        Assert.Equal(ChainRules.Freshness, finding.Rule);
        Assert.Contains("clock of registration", finding.MessageEn, StringComparison.Ordinal);
        await using var follower = single.Ledger.Open("tax");
        Assert.NotNull(await follower.ExecuteAsync(new OrderedBlock(1, [envelope]), TestNetwork.Limit));
    }

    [Fact]
    public async Task A_stranger_key_is_refused()
    {
        await using var single = new SinglePeer();
        var (_, signer) = single.Ledger["tax"].Issue(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(80));

        var verdict = await single.RefuseAsync(TestLedger.Sign(signer, single.Ledger.PayloadOf(TestContract.PutEvent("unit/1", "a"))));

        Assert.Equal(ChainRules.Signer, Assert.Single(verdict.Findings).Rule);
    }

    [Fact]
    public async Task An_envelope_after_the_certificate_ends_is_refused_by_its_own_time()
    {
        var end = new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var clock = new OffsetClock { Offset = end - TimeProvider.System.GetUtcNow() };
        await using var single = new SinglePeer();
        await using var follower = single.Ledger.Open("tax", time: clock);
        var payload = single.Ledger.PayloadOf(TestContract.PutEvent("unit/1", "a"));
        payload.TimeMs = (ulong)end.ToUnixTimeMilliseconds();
        var envelope = TestLedger.Sign(single.Ledger["tax"].Signer, payload);

        var stopped = await Assert.ThrowsAsync<PeerStoppedException>(() => follower.ExecuteAsync(new OrderedBlock(1, [envelope]), TestNetwork.Limit));

        Assert.Contains(ChainRules.Certificate, stopped.Message, StringComparison.Ordinal);
        payload.TimeMs -= 1;
        payload.Sequence++;
        await using var second = single.Ledger.Open("tax", "tax-2", time: clock);
        Assert.NotNull(await second.ExecuteAsync(new OrderedBlock(1, [TestLedger.Sign(single.Ledger["tax"].Signer, payload)]), TestNetwork.Limit));
    }

    [Fact]
    public async Task A_signature_over_other_bytes_is_refused()
    {
        await using var single = new SinglePeer();
        var envelope = Envelope.Parser.ParseFrom(single.Ledger.Sign("tax", TestContract.PutEvent("unit/1", "a")));
        envelope.Signature = Envelope.Parser.ParseFrom(single.Ledger.Sign("tax", TestContract.PutEvent("unit/1", "b"))).Signature;

        var verdict = await single.RefuseAsync(envelope.ToByteArray());

        Assert.Equal(ChainRules.Signature, Assert.Single(verdict.Findings).Rule);
    }

    [Fact]
    public async Task A_high_s_is_refused()
    {
        await using var single = new SinglePeer();
        var envelope = Envelope.Parser.ParseFrom(single.Ledger.Sign("tax", TestContract.PutEvent("unit/1", "a")));
        var signature = envelope.Signature.ToByteArray();
        var order = Convert.FromHexString("00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        var s = new System.Numerics.BigInteger(order, isBigEndian: true) - new System.Numerics.BigInteger(
            signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var high = s.ToByteArray(isUnsigned: true, isBigEndian: true);
        signature.AsSpan(32).Clear();
        high.CopyTo(signature, 64 - high.Length);
        envelope.Signature = ByteString.CopyFrom(signature);

        var verdict = await single.RefuseAsync(envelope.ToByteArray());

        Assert.Equal(ChainRules.Signature, Assert.Single(verdict.Findings).Rule);
    }

    [Fact]
    public async Task Another_encoding_of_the_same_envelope_is_refused()
    {
        await using var single = new SinglePeer();
        byte[] envelope = single.Ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"));

        // An unknown field 15 behind the rest.
        var verdict = await single.RefuseAsync([.. envelope, 0x78, 0x01]);

        Assert.Equal(ChainRules.Envelope, Assert.Single(verdict.Findings).Rule);
    }

    [Fact]
    public async Task A_payload_in_another_encoding_is_refused_though_its_signature_holds()
    {
        await using var single = new SinglePeer();
        var payload = single.Ledger.PayloadOf(TestContract.PutEvent("unit/1", "a")).ToByteArray();
        var envelope = Envelope.Parser.ParseFrom(single.Ledger.Sign("tax", TestContract.PutEvent("unit/1", "a")));
        envelope.Payload = ByteString.CopyFrom([.. payload, 0x78, 0x01]);

        var verdict = await single.RefuseAsync(envelope.ToByteArray());

        Assert.Equal(ChainRules.Envelope, Assert.Single(verdict.Findings).Rule);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(70_000)]
    public async Task Bytes_that_are_no_envelope_are_refused(int length)
    {
        await using var single = new SinglePeer();

        var verdict = await single.RefuseAsync(RandomNumberGenerator.GetBytes(length));

        Assert.Equal(ChainRules.Envelope, Assert.Single(verdict.Findings).Rule);
    }

    [Fact]
    public async Task An_envelope_for_another_ledger_is_refused()
    {
        await using var single = new SinglePeer();
        var payload = single.Ledger.PayloadOf(TestContract.PutEvent("unit/1", "a"));
        payload.Origin = "ledger.example/elsewhere";

        var verdict = await single.RefuseAsync(TestLedger.Sign(single.Ledger["tax"].Signer, payload));

        Assert.Equal(ChainRules.Origin, Assert.Single(verdict.Findings).Rule);
    }

    [Fact]
    public async Task A_full_queue_answers_busy_and_loses_nothing()
    {
        using var ledger = new TestLedger();
        using var release = new ManualResetEventSlim();
        await using var peer = ledger.Open("registration", contract: new TestContract { Corrupt = (_, value) => Wait(release, value) });
        await using var ordering = new EmbeddedOrdering(peer, new EmbeddedOrderingOptions { QueueCapacity = 2, MaxEntries = 1 });

        var results = Enumerable.Range(0, 8)
            .Select(i => ordering.SubmitAsync(ledger.Sign("tax", TestContract.PutEvent($"unit/{i}", "a")), TestNetwork.Limit)).ToList();
        await Task.WhenAny(results);
        release.Set();
        var answers = await Task.WhenAll(results);

        Assert.Contains(answers, a => a is SubmitResult.Busy { Reason.English: var reason } && reason.Contains("2 envelopes", StringComparison.Ordinal));
        Assert.Equal(answers.OfType<SubmitResult.Admitted>().Count(), Enumerable.Range(0, 8).Count(i => peer.Reader.ReadPage($"unit/{i}") is not null));
        Assert.Equal(8, answers.OfType<SubmitResult.Admitted>().Count() + answers.OfType<SubmitResult.Busy>().Count());
    }

    [Fact]
    public async Task Pages_carry_time_nonce_and_entry_of_the_envelope_that_wrote_them()
    {
        await using var single = new SinglePeer();
        var payload = single.Ledger.PayloadOf(TestContract.PutEvent("unit/1", "a"));
        var admitted = Assert.IsType<SubmitResult.Admitted>(await single.SubmitAsync(TestLedger.Sign(single.Ledger["tax"].Signer, payload)));

        var page = Page.Parser.ParseFrom(single.Peer.Reader.ReadPage("unit/1"));

        Assert.Equal(payload.TimeMs, page.TimeMs);
        Assert.Equal(PageHash.Nonce(payload.Nonce.Span, "unit/1"), page.Nonce.ToByteArray());
        Assert.Equal(admitted.LeafHash, page.Entry.ToByteArray());
        Assert.Equal(admitted.LeafHash, single.Peer.Reader.ReadPage(PageKeys.Sequence(single.Ledger["tax"].Signer.KeyId.Span, payload.Sequence)));
    }

    private static byte[] Wait(ManualResetEventSlim release, byte[] value)
    {
        release.Wait(TestNetwork.Limit);
        return value;
    }
}
