using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>Who orders by a wrong clock: the others wait, replay and catching up do not.</summary>
public sealed class LiveBlockTests
{
    [Theory]
    [InlineData(1, "60 minutes ahead of this node's clock")]
    [InlineData(200 * 24, "200 days ahead of this node's clock")]
    public async Task A_live_block_ahead_of_the_clock_is_waited_before_and_executed_once_the_clock_is_there(int hours, string said)
    {
        var ahead = new OffsetClock { Offset = TimeSpan.FromHours(hours) };
        var clock = new OffsetClock();
        using var ledger = new TestLedger { Time = ahead };
        await using var registration = ledger.Open("registration");
        await using var ordering = new EmbeddedOrdering(registration, new EmbeddedOrderingOptions { Time = ahead });
        await using var tax = ledger.Open("tax", time: clock);
        var envelope = ledger.Sign("transaction", TestContract.PutEvent("unit/1", "a"));
        Assert.IsType<SubmitResult.Admitted>(await ordering.SubmitAsync(envelope, TestNetwork.Limit));

        var executing = tax.ExecuteAsync(new OrderedBlock(1, [envelope]), TestNetwork.Limit);
        await UntilAsync(() => tax.Conditions.Count > 0);

        var condition = Assert.Single(tax.Conditions);
        Assert.Equal("clock.block", condition.Code);
        Assert.Contains("block 1 holds an envelope of transaction", condition.Reason.English, StringComparison.Ordinal);
        Assert.Contains(said, condition.Reason.English, StringComparison.Ordinal);
        Assert.Equal(PeerState.Running, tax.Status.State);
        Assert.Equal(0UL, tax.Head.Number);
        Assert.False(executing.IsCompleted);

        clock.Offset = ahead.Offset;
        await executing;
        Assert.Equal(registration.Head.StateRoot, tax.Head.StateRoot);
        Assert.Empty(tax.Conditions);
    }

    [Fact]
    public async Task A_peer_that_waits_follows_ordering_to_another_node_with_its_keys_intact()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        using var moved = new CancellationTokenSource();
        var executing = tax.ExecuteAsync(new OrderedBlock(1, [Dated(ledger, TimeSpan.FromDays(200))]), moved.Token);
        await UntilAsync(() => tax.Conditions.Count > 0);
        await moved.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => executing);
        Assert.Empty(tax.Conditions);

        await tax.ExecuteAsync(new OrderedBlock(1, [ledger.Sign("finance", TestContract.PutEvent("unit/1", "b"))]), TestNetwork.Limit);

        await foreach (var line in tax.Cosigning.ReadCosignedAsync(1, TestNetwork.Limit))
        {
            Assert.Equal(tax.Head.Root, line.Root.ToByteArray());
            break;
        }
    }

    [Fact]
    public async Task What_a_quorum_has_signed_is_executed_whatever_the_clock_says_and_no_sooner()
    {
        using var ledger = new TestLedger(quorum: 3);
        var block = new OrderedBlock(1, [Dated(ledger, TimeSpan.FromDays(5))]);
        Checkpoint signed;
        await using (var ahead = ledger.Open("finance", time: new OffsetClock { Offset = TimeSpan.FromDays(5) }))
        {
            await ahead.ExecuteAsync(block, TestNetwork.Limit);
            signed = new Checkpoint(TestLedger.Origin, ahead.Head.Size, ahead.Head.Root);
        }

        await using var tax = ledger.Open("tax");
        var executing = tax.ExecuteAsync(block, TestNetwork.Limit);
        await UntilAsync(() => tax.Conditions.Any(condition => condition.Code == "clock.block"));
        Add("finance", "registration");
        await Task.WhenAny(executing, Task.Delay(TimeSpan.FromSeconds(2), TestNetwork.Limit));
        Assert.False(executing.IsCompleted);

        Add("transaction");
        await executing;

        Assert.Equal(1UL, tax.Head.Number);
        Assert.Equal("clock.seal", Assert.Single(tax.Conditions).Code);

        void Add(params string[] members)
        {
            foreach (var member in members)
            {
                var line = ledger[member].Cosigner.Cosign(signed, TimeProvider.System.GetUtcNow()).Line;
                tax.Cosigning.AddCosignature(
                    new Cosigned { Block = 1, Size = signed.Size, Root = ByteString.CopyFrom(signed.Root.Span), Line = line.ToString() });
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task A_block_of_fabric_is_executed_and_its_lateness_is_an_alarm_until_one_fits(int hours)
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        await tax.ExecuteAsync(Fabric(1, Dated(ledger, TimeSpan.Zero)), TestNetwork.Limit);
        Assert.Empty(tax.Conditions);

        await tax.ExecuteAsync(Fabric(2, Dated(ledger, TimeSpan.FromHours(hours))), TestNetwork.Limit);

        Assert.Equal(2UL, tax.Head.Number);
        var late = tax.Conditions.Single(condition => condition.Code == "clock.late").Reason.English;
        Assert.Contains("block 2 holds an envelope of transaction", late, StringComparison.Ordinal);
        Assert.Contains(hours > 0 ? "5 hours ahead of this node's clock" : "5 hours before the newest seal", late, StringComparison.Ordinal);

        await tax.ExecuteAsync(Fabric(3, Dated(ledger, TimeSpan.FromHours(Math.Max(hours, 0)) - TimeSpan.FromMinutes(hours > 0 ? 5 * 60 - 4 : 0))),
            TestNetwork.Limit);
        Assert.DoesNotContain(tax.Conditions, condition => condition.Code == "clock.late"
            && condition.Reason.English.Contains("block 2", StringComparison.Ordinal));

        static OrderedBlock Fabric(ulong number, byte[] envelope) =>
            new(number, [envelope], new FabricBlock { Number = number + 6, HeaderHash = ByteString.CopyFrom(new byte[32]) });
    }

    [Theory]
    [InlineData(-9, null)]
    [InlineData(-11, ChainRules.SealTime)]
    [InlineData(-200 * 24 * 60, ChainRules.SealTime)]
    public async Task Ordering_whose_clock_is_behind_the_ledger_takes_nothing_in_and_names_the_seal(int minutes, string? rule)
    {
        var clock = new OffsetClock();
        using var ledger = new TestLedger { Time = clock };
        await using var registration = ledger.Open("registration");
        byte[] late;
        SubmitResult result;
        await using (var ordering = new EmbeddedOrdering(registration, new EmbeddedOrderingOptions { Time = clock, ClockName = "clock of registration" }))
        {
            await ordering.SubmitAsync(ledger.Sign("tax", TestContract.PutEvent("unit/1", "a")), TestNetwork.Limit);
            clock.Offset = TimeSpan.FromMinutes(minutes);
            late = ledger.Sign("tax", TestContract.PutEvent("unit/2", "a"));
            result = await ordering.SubmitAsync(late, TestNetwork.Limit);
        }

        var seal = registration.Head.TimeMs;
        if (rule is null)
        {
            Assert.IsType<SubmitResult.Admitted>(result);
            return;
        }

        var finding = Assert.Single(Assert.IsType<SubmitResult.Refused>(result).Verdict.Findings);
        Assert.Equal(rule, finding.Rule);
        Assert.Contains(finding.Values, value => value.Source == "newest seal");
        Assert.Contains($"accept_seal_time_ms to {seal}", finding.AdviceEn, StringComparison.Ordinal);
        await using var accepting = new EmbeddedOrdering(registration, new EmbeddedOrderingOptions { Time = clock, AcceptSealTimeMs = seal });
        Assert.IsType<SubmitResult.Admitted>(await accepting.SubmitAsync(late, TestNetwork.Limit));
    }

    private static byte[] Dated(TestLedger ledger, TimeSpan ahead)
    {
        var payload = ledger.PayloadOf(TestContract.PutEvent($"unit/{Guid.NewGuid():n}", "a"));
        payload.TimeMs = (ulong)((long)payload.TimeMs + (long)ahead.TotalMilliseconds);
        return TestLedger.Sign(ledger["transaction"].Signer, payload);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var limit = TestNetwork.Limit;
        while (!condition())
            await Task.Delay(5, limit);
    }
}
