using Grpc.Core;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>Wrong clocks, seen from the counter: what is refused, what waits and until when, and what no clock can turn into a right.</summary>
public sealed class ClockTests
{
    private const string Sign = Clerk.Transaction;
    private const string Enter = Clerk.Registration;
    private readonly OffsetClock clock = new();

    [Fact]
    public async Task After_clocks_that_ran_days_ahead_acts_wait_for_the_ledgers_time_say_so_and_are_not_signed_again_and_again()
    {
        clock.Offset = TimeSpan.FromDays(5);
        await using var city = new TestCity(clock);
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        await clerk.OpenAsync(Opening());
        var last = city.Peer.Head.TimeMs;

        clock.Offset = TimeSpan.Zero;
        var kept = await Details.RefusedAsync(StatusCode.Unavailable, clerk.SendAsync(Seizure(), Enter));
        var waiting = Details.Of<RecordWaiting>(kept).Single();
        Assert.Equal(last, waiting.UntilMs);
        Assert.Contains("the last event of its units is dated", waiting.MessageEn, StringComparison.Ordinal);
        Assert.Contains(waiting.MessageEn, kept.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(waiting.MessageZh, kept.Status.Detail, StringComparison.Ordinal);

        // Another unit: the ledger's own time is ahead of ordering's clock.
        var other = await Details.RefusedAsync(StatusCode.Unavailable, clerk.OpenAsync(Opening(Requests.Parcel, 3)));
        Assert.Contains("before the newest seal's", Details.Of<RecordWaiting>(other).Single().MessageEn, StringComparison.Ordinal);
        Assert.InRange(Details.Of<RecordWaiting>(other).Single().UntilMs, last - 600_000, last);

        var view = await new RegistrationService.RegistrationServiceClient(clerk.Invoker)
            .GetRecordAsync(new() { RecordId = "2" }, cancellationToken: TestCity.Limit);
        Assert.Equal((RecordState.Pending, last), (view.State, view.Waiting.UntilMs));
        Assert.Equal((1, 1), (Envelopes(city, 2), Envelopes(city, 3)));

        clock.Offset = TimeSpan.FromDays(5) - TimeSpan.FromMinutes(4);
        await UntilAsync(() => State(city, 2) is RecordState.Recorded or RecordState.Refused && State(city, 3) is RecordState.Recorded or RecordState.Refused);
        Assert.Equal("", $"{city.Store("registration").Find(2)!.Outcome!.Verdict}");
        Assert.Equal("", $"{city.Store("registration").Find(3)!.Outcome!.Verdict}");
        Assert.Equal((RecordState.Recorded, RecordState.Recorded), (State(city, 2), State(city, 3)));
        Assert.Equal((1, 2), (Envelopes(city, 2), Envelopes(city, 3)));
    }

    [Fact]
    public async Task Ordering_whose_clock_differs_makes_a_record_wait_with_the_bytes_it_has()
    {
        var ordering = new OffsetClock { Offset = TimeSpan.FromMinutes(7) };
        await using var city = new TestCity(ordering);
        await city.StartAsync("registration", clock);
        var clerk = new Clerk(city, "registration", city["registration"].Operator);

        var kept = await Details.RefusedAsync(StatusCode.Unavailable, clerk.OpenAsync(Opening()));

        Assert.Contains("off the ordering clock", Details.Of<RecordWaiting>(kept).Single().MessageEn, StringComparison.Ordinal);
        ordering.Offset = TimeSpan.Zero;
        await UntilAsync(() => State(city, 1) == RecordState.Recorded);
        Assert.Equal(1, Envelopes(city, 1));
    }

    [Fact]
    public async Task A_department_whose_clock_is_off_the_median_keeps_and_signs_nothing_and_says_that_it_is_the_one()
    {
        clock.Offset = TimeSpan.FromMinutes(10);
        var clocks = new MemberClocks("registration", clock);
        foreach (var other in new[] { "finance", "tax", "transaction" })
            clocks.Add(other, TimeProvider.System.GetUtcNow(), TimeSpan.Zero);

        await using var city = new TestCity(clock, clocks);
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);

        // The caller's clock is right; it is not blamed.
        var refused = await Details.RefusedAsync(StatusCode.Unavailable, clerk.OpenAsync());
        Assert.Contains("this node's clock is 10 minutes ahead of the median of the members' clocks", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(city.Store("registration").ListOpen());

        clock.Offset = TimeSpan.Zero;
        city.Peer.Cosigning.RequestRecosign();
        Assert.Equal(RecordState.Recorded, (await clerk.OpenAsync()).State);
    }

    [Fact]
    public async Task What_an_active_seizure_forbids_stays_forbidden_when_the_ordering_clock_is_two_hundred_days_ahead()
    {
        await using var city = new TestCity(clock, "tax") { Limits = new() { ReceiptWait = TimeSpan.FromMilliseconds(500) } };
        await city.StartAsync("registration");
        await city.StartAsync("transaction");
        await using var tax = city.OpenPeer("tax", TimeProvider.System);
        using var stop = new CancellationTokenSource();
        Task[] following =
        [
            BlockFollower.RunAsync(tax, city.Ordering, stop.Token),
            CosignatureFollower.RunAsync(city.Peer.Cosigning, tax.Cosigning, stop.Token),
            CosignatureFollower.RunAsync(tax.Cosigning, city.Peer.Cosigning, stop.Token),
        ];
        var registrar = new Clerk(city, "registration", city["registration"].Operator);
        var seller = new Clerk(city, "transaction", city["transaction"].Operator);
        await RecordedAsync(city, registrar.OpenAsync(Opening()));
        await RecordedAsync(city, registrar.SendAsync(Seizure(), Enter));
        var forbidden = await Details.RefusedAsync(StatusCode.FailedPrecondition, seller.SendAsync(Sale(), Sign));
        Assert.NotEmpty(Details.Of<RuleFailure>(forbidden));
        var honest = tax.Head;

        // Registration's machine orders, and with its clock alone the seizure is over.
        clock.Offset = TimeSpan.FromDays(200);
        var reply = await seller.SendUntilAsync(RecordState.Ordered, Sale(), Sign);

        Assert.Null(reply.Receipt);
        await UntilAsync(() => tax.Conditions.Count > 0);
        var condition = tax.Conditions[0];
        Assert.Equal("clock.block", condition.Code);
        Assert.Contains("200 days ahead of this node's clock", condition.Reason.English, StringComparison.Ordinal);
        Assert.Equal((honest.Number, PeerState.Running), (tax.Head.Number, tax.Status.State));
        Assert.Equal(honest.Number, city.Peer.Cosigning.QuorumBlock);
        Assert.Null(city.Peer.GetReceipt(reply.LeafHash.Span));
        var replayed = await Replay.RunAsync(EntriesAsync(tax), tax.Genesis.Sha256, new LedgerContract(), null, TestCity.Limit);
        Assert.Equal(honest.StateRoot, replayed.Head.StateRoot);
        await stop.CancelAsync();
        await Task.WhenAll(following).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> EntriesAsync(Peer peer)
    {
        foreach (var entry in peer.Reader.ReadEntries(0, ulong.MaxValue))
            yield return entry;

        await Task.CompletedTask;
    }

    private static async Task RecordedAsync(TestCity city, Task<WriteReply> sent)
    {
        var reply = await sent;
        await UntilAsync(() => city.Peer.GetReceipt(reply.LeafHash.Span) is not null);
    }

    private static int Envelopes(TestCity city, long number) => city.Store("registration").ReadEnvelopes(number).Count;

    private static RecordState? State(TestCity city, long number) => city.Store("registration").Find(number)?.Outcome?.State;

    private static async Task UntilAsync(Func<bool> condition)
    {
        var limit = TestCity.Limit;
        while (!condition())
            await Task.Delay(10, limit);
    }

    private RegistrationWriteRequest Opening(string unit = Requests.Flat, int serial = 1)
    {
        var request = Requests.Opening(unit, serial);
        request.Context.TimeMs = clock.NowMs;
        return request;
    }

    private TransactionWriteRequest Sale()
    {
        var request = Requests.Sale();
        request.Context.TimeMs = clock.NowMs;
        return request;
    }

    /// <summary>A court's seizure of the flat for six months from now.</summary>
    private RegistrationWriteRequest Seizure()
    {
        var now = clock.NowMs - 60_000;
        var day = Day.At(now);
        var seizure = new EnterSeizureRequest
        {
            Recording = new() { AcceptanceNumber = $"{day.Number}0002", AcceptanceTimeMs = now, RecordingDate = day.ToString() },
            UnitCode = Requests.Flat,
            BusinessNumber = $"{day.Number}5002",
            Kind = SeizureKind.Seizure,
            Authority = "11441900000000019Y",
            DocumentNumber = $"（{day.Year}）粤1971执123号",
            DeliveryTimeMs = now,
            Term = new SeizureTerm { Months = 6 },
            Document = new() { Fields = { new DocumentField { Name = "notice", Value = "协助执行通知书" } } },
        };
        var request = Requests.Write(new RegistrationAct { EnterSeizure = seizure });
        request.Context.TimeMs = clock.NowMs;
        return request;
    }
}
