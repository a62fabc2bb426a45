using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>A node's clock beside those of the other members.</summary>
public sealed class ClockTests
{
    private static readonly string[] Others = ["finance", "registration", "transaction"];
    private readonly OffsetClock clock = new();

    [Theory]
    [InlineData(10, "10 minutes ahead of the median")]
    [InlineData(-10, "10 minutes behind the median")]
    [InlineData(200 * 24 * 60, "200 days ahead of the median")]
    [InlineData(-90 * 24 * 60, "90 days behind the median")]
    public void A_node_off_the_median_knows_that_it_is_the_one(int minutes, string said)
    {
        clock.Offset = TimeSpan.FromMinutes(minutes);
        var comparison = Clocks(0, 0, 0).Compare(4);

        Assert.False(comparison.MaySign);
        Assert.Equal(["tax"], comparison.Wrong.Select(wrong => wrong.Organisation));
        Assert.Contains(said, comparison.Reason!.English, StringComparison.Ordinal);
        Assert.NotEmpty(comparison.Reason.Chinese);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-100_000)]
    public void One_other_off_the_median_is_named_and_stops_nobody_else(int minutes)
    {
        var comparison = Clocks(0, minutes, 0).Compare(4);

        Assert.True(comparison.MaySign);
        Assert.Null(comparison.Reason);
        var wrong = Assert.Single(comparison.Wrong);
        Assert.Equal("registration", wrong.Organisation);
        Assert.Contains("the clock of registration is", ClockComparison.Describe(wrong).English, StringComparison.Ordinal);
    }

    [Fact]
    public void With_two_against_two_nobody_signs()
    {
        Assert.False(Clocks(0, 30, 30).Compare(4).MaySign);
        clock.Offset = TimeSpan.FromMinutes(30);
        Assert.False(Clocks(30, 0, 0).Compare(4).MaySign);
    }

    [Fact]
    public void A_clock_that_jumps_is_noticed_without_asking_again_and_so_is_its_correction()
    {
        var clocks = Clocks(0, 0, 0);
        Assert.True(clocks.Compare(4).MaySign);
        clock.Offset = TimeSpan.FromMinutes(6);
        Assert.False(clocks.Compare(4).MaySign);
        clock.Offset = TimeSpan.Zero;
        Assert.True(clocks.Compare(4).MaySign);
    }

    [Fact]
    public void A_clock_is_read_half_way_through_the_round_trip()
    {
        var clocks = new MemberClocks("tax", clock);
        clocks.Add("finance", clock.GetUtcNow().AddMinutes(-4), TimeSpan.FromMinutes(8));
        Assert.InRange(Assert.Single(clocks.Compare(4).Others).Off, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_clock_at_the_end_of_the_calendar_is_a_wrong_one_and_no_fault()
    {
        var clocks = Clocks(0, 0, 0);
        clocks.Add("registration", DateTimeOffset.MaxValue, TimeSpan.FromSeconds(4));
        clock.Offset = TimeSpan.FromMinutes(1);
        Assert.True(clocks.Compare(4).MaySign);
        Assert.Equal("registration", Assert.Single(clocks.Compare(4).Wrong).Organisation);
    }

    [Fact]
    public void Nothing_is_signed_before_as_many_clocks_are_known_as_a_quorum_has_but_by_an_operators_word()
    {
        var clocks = new MemberClocks("tax", clock);
        Assert.Contains("too few", clocks.Compare(4).Reason!.English, StringComparison.Ordinal);
        Assert.True(new MemberClocks("tax", clock, mayStandAlone: true).Compare(4).MaySign);
        foreach (var other in Others)
        {
            Assert.False(clocks.Compare(4).MaySign);
            clocks.Add(other, clock.GetUtcNow(), TimeSpan.Zero);
        }

        Assert.True(clocks.Compare(4).MaySign);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task As_many_clocks_are_compared_as_the_quorum_has_that_the_ledger_holds(uint quorum)
    {
        using var ledger = new TestLedger(quorum) { Time = clock };
        var clocks = new MemberClocks("registration", clock);
        await using var peer = ledger.Open("registration", clocks: clocks);
        foreach (var other in new[] { "finance", "tax", "transaction" }.Take((int)quorum - 1))
        {
            Assert.False(peer.Clock!.IsKnown);
            Assert.False(peer.MaySign);
            clocks.Add(other, clock.GetUtcNow(), TimeSpan.Zero);
        }

        Assert.True(peer.Clock!.IsKnown);
        Assert.True(peer.MaySign);
    }

    [Fact]
    public async Task A_peer_whose_clock_is_off_cosigns_and_orders_nothing_until_it_is_right()
    {
        clock.Offset = TimeSpan.FromDays(200);
        using var ledger = new TestLedger { Time = clock };
        var clocks = new MemberClocks("registration", clock);
        foreach (var other in Others.Append("tax").Where(name => name != "registration"))
            clocks.Add(other, TimeProvider.System.GetUtcNow(), TimeSpan.Zero);

        await using var registration = ledger.Open("registration", clocks: clocks);
        await using var ordering = new EmbeddedOrdering(registration, new EmbeddedOrderingOptions { Time = clock });
        var busy = Assert.IsType<SubmitResult.Busy>(await ordering.SubmitAsync(ledger.Sign("tax", TestContract.PutEvent("unit/1", "a")), TestNetwork.Limit));
        Assert.Contains("200 days ahead of the median", busy.Reason.English, StringComparison.Ordinal);
        Assert.False(registration.Cosigning.RequestRecosign());
        Assert.Equal("clock.own", Assert.Single(registration.Conditions).Code);

        clock.Offset = TimeSpan.Zero;
        registration.Cosigning.Resume();
        Assert.IsType<SubmitResult.Admitted>(await ordering.SubmitAsync(ledger.Sign("tax", TestContract.PutEvent("unit/1", "a")), TestNetwork.Limit));

        // The first line ever signed is of the right time.
        await foreach (var line in registration.Cosigning.ReadCosignedAsync(0, TestNetwork.Limit))
        {
            Assert.Equal(0UL, line.Block);
            Assert.InRange(Log.NoteSignature.Parse(line.Line).StatedTime!.Value, Now() - 60, Now());
            break;
        }

        Assert.Empty(registration.Conditions);
    }

    [Fact]
    public async Task A_peer_put_right_signs_again_and_others_take_that_line_for_the_one_from_the_future()
    {
        clock.Offset = TimeSpan.FromMinutes(10);
        using var ledger = new TestLedger();
        await using var finance = ledger.Open("finance", keys: false);
        Cosigned future;
        await using (var ahead = ledger.Open("tax", time: clock))
        {
            future = await LineAsync(ahead, minutes => minutes > 9);
            Assert.Equal(CosignatureOutcome.Stored, finance.Cosigning.AddCosignature(future));
            Assert.Equal(0UL, finance.Cosigning.NextWanted("tax"));

            clock.Offset = TimeSpan.Zero;
            ahead.Cosigning.Resume();
            await LineAsync(ahead, minutes => minutes < 1);
        }

        // As well after a restart as in place.
        await using var tax = ledger.Open("tax", time: clock);
        var right = await LineAsync(tax, minutes => minutes < 1);
        Assert.Equal(CosignatureOutcome.Stored, finance.Cosigning.AddCosignature(right));
        Assert.Equal(CosignatureOutcome.Known, finance.Cosigning.AddCosignature(future));
        Assert.Equal(1UL, finance.Cosigning.NextWanted("tax"));
    }

    /// <summary>The peer's newest line once its time is as wanted, in minutes ahead of the right time.</summary>
    private static async Task<Cosigned> LineAsync(Peer peer, Func<double, bool> wanted)
    {
        await foreach (var line in peer.Cosigning.ReadCosignedAsync(0, TestNetwork.Limit))
        {
            if (wanted(((double)Log.NoteSignature.Parse(line.Line).StatedTime!.Value - Now()) / 60))
                return line;
        }

        throw new InvalidOperationException("No line.");
    }

    private static ulong Now() => (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private MemberClocks Clocks(params int[] minutes)
    {
        var clocks = new MemberClocks("tax", clock);
        foreach (var (other, off) in Others.Zip(minutes))
            clocks.Add(other, TimeProvider.System.GetUtcNow().AddMinutes(off), TimeSpan.Zero);

        return clocks;
    }
}
