using Grpc.Core;
using Ledger.V1;
using Microsoft.Extensions.Time.Testing;
using static Ledger.Departments.Tests.Mortgages;

namespace Ledger.Departments.Tests;

/// <summary>One member takes what it may, and the others have theirs all the same.</summary>
public sealed class QuotaTests
{
    [Fact]
    public async Task Acts_that_wait_for_a_banks_signature_are_bounded_lapse_and_are_erased()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var city = new TestCity { Limits = new() { PreparedRecordsPerBank = 2 } };
        await OpenAsync(city);
        await city.StartAsync("finance", time);
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);
        await PrepareAsync(officer, bank.Operator, Request("DK2021-001"));
        await PrepareAsync(officer, bank.Operator, Request("DK2021-002"));

        var refused = await Details.RefusedAsync(StatusCode.ResourceExhausted, PrepareAsync(officer, bank.Operator, Request("DK2021-003")));
        Assert.Contains("Quota of acts that wait for the bank's signature: member bank-a has 2, of at most 2", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Single(Details.Of<Google.Rpc.RetryInfo>(refused));
        await PrepareAsync(new Clerk(city, "finance", city["bank-b"].Operator), city["bank-b"].Operator, Requests.MortgageContract(city["bank-b"]));

        // Counted again after a restart, too.
        await city.StopAsync("finance");
        await city.StartAsync("finance", time);
        officer = new Clerk(city, "finance", bank.Operator);
        await Details.RefusedAsync(StatusCode.ResourceExhausted, PrepareAsync(officer, bank.Operator, Request("DK2021-003")));

        time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(31));
        while (city.Store("finance").ListOpen().Count > 0 || city.Service<MemberQuotas>("finance").Prepared.HeldBy("bank-a").Count > 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.All([1L, 2L], number => Assert.Null(city.Store("finance").ReadContent(number)));
        await PrepareAsync(officer, bank.Operator, Request("DK2021-004"));

        PrepareRequest Request(string number)
        {
            var request = Requests.MortgageContract(bank, number);
            request.Context.TimeMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
            return request;
        }
    }

    [Fact]
    public async Task Bytes_that_wait_and_bytes_of_a_day_are_bounded()
    {
        await using var city = new TestCity { Limits = new() { PreparedBytesPerBank = 100_000, StoredBytesPerDay = 300_000 } };
        await OpenAsync(city);
        await city.StartAsync("finance");
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);
        var first = await PrepareAsync(officer, bank.Operator, Large("DK2021-001"));

        var refused = await Details.RefusedAsync(StatusCode.ResourceExhausted, PrepareAsync(officer, bank.Operator, Large("DK2021-002")));
        Assert.Contains("of at most 100000", refused.Status.Detail, StringComparison.Ordinal);
        await officer.SendAsync(new SubmitRequest { Context = TestCity.NewContext(), Envelope = Sign(bank, first) }, Submit);
        for (var number = 3; number < 20; number++)
        {
            try
            {
                var next = await PrepareAsync(officer, bank.Operator, Large($"DK2021-{number:000}"));
                await officer.SendAsync(new SubmitRequest { Context = TestCity.NewContext(), Envelope = Sign(bank, next) }, Submit);
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.ResourceExhausted)
            {
                Assert.Contains("Quota of bytes kept: member bank-a has used up 300000 a day", e.Status.Detail, StringComparison.Ordinal);
                return;
            }
        }

        Assert.Fail("Whatever was kept of a day, more was.");

        PrepareRequest Large(string number)
        {
            var request = Requests.MortgageContract(bank, number);
            request.Acts[0].SignMortgageContract.Document = new();
            for (var i = 0; i < 10; i++)
                request.Acts[0].SignMortgageContract.Document.Fields.Add(new DocumentField { Name = $"text{i}", Value = new string('x', 4000) });
            return request;
        }
    }

    [Fact]
    public async Task Records_of_a_bank_whose_fate_is_open_are_bounded_and_another_banks_are_taken_in()
    {
        // Without the tax office's peer there is no quorum: what is ordered stays open.
        await using var city = new TestCity("tax") { Limits = new() { ReceiptWait = TimeSpan.FromSeconds(3) } };
        await OpenAsync(city);
        city.Limits = new() { OpenRecordsPerBank = 1, ReceiptWait = TimeSpan.FromMilliseconds(50) };
        await city.StartAsync("finance");
        await SubmitAsync("bank-a", "DK2021-001");
        Assert.Single(city.Store("finance").ListOpen());

        var refused = await Details.RefusedAsync(StatusCode.ResourceExhausted, SubmitAsync("bank-a", "DK2021-002"));

        Assert.Contains("Quota of records whose fate is open: member bank-a has 1, of at most 1", refused.Status.Detail, StringComparison.Ordinal);
        await SubmitAsync("bank-b", "DK2021-003");
        Assert.Single(city.Store("finance").ReadEnvelopes(city.Store("finance").ListNumbers(0, 10)[^1]));

        async Task SubmitAsync(string name, string number)
        {
            var bank = city[name];
            var officer = new Clerk(city, "finance", bank.Operator);
            var prepared = await PrepareAsync(officer, bank.Operator, Requests.MortgageContract(bank, number));
            try
            {
                await officer.SendAsync(new SubmitRequest { Context = TestCity.NewContext(), Envelope = Sign(bank, prepared) }, Submit);
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
            {
                // Kept, and not ordered before the caller's patience ended.
            }
        }
    }

    [Fact]
    public async Task Calls_side_by_side_do_not_go_beyond_a_quota_together()
    {
        await using var city = new TestCity { Limits = new() { PreparedRecordsPerBank = 3, ChecksPerDay = 4 } };
        await OpenAsync(city);
        await city.StartAsync("finance");
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);

        var prepared = await Task.WhenAll(
            Enumerable.Range(0, 24).Select(i => TriedAsync(PrepareAsync(officer, bank.Operator, Requests.MortgageContract(bank, $"DK2021-{i:000}")))));
        var checks = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => TriedAsync(Checks.AskAsync(city, "bank-a", Checks.Lien, Checks.ByOwner()))));

        Assert.Equal((3, 4), (prepared.Count(done => done), checks.Count(done => done)));
        Assert.Equal(3, city.Service<MemberQuotas>("finance").Prepared.HeldBy("bank-a").Count);

        static async Task<bool> TriedAsync(Task call)
        {
            try
            {
                await call;
                return true;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.ResourceExhausted)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task A_restart_gives_nobody_a_new_day()
    {
        await using var city = new TestCity { Limits = new() { ChecksPerDay = 2, RefusedPerDay = 2, StoredBytesPerDay = 400_000 } };
        await OpenAsync(city);
        await Checks.AskAsync(city, "bank-a", Checks.Lien, Checks.ByOwner());
        await Checks.AskAsync(city, "bank-a", Checks.Lien, Checks.ByOwner());
        for (var i = 0; i < 2; i++)
            await Details.RefusedAsync(StatusCode.PermissionDenied, Checks.AskAsync(city, "bank-b", Checks.Lien, Checks.ByMortgage()));

        await city.StopAsync("registration");
        await city.StartAsync("registration");

        var checks = await Details.RefusedAsync(StatusCode.ResourceExhausted, Checks.AskAsync(city, "bank-a", Checks.Lien, Checks.ByOwner()));
        Assert.Contains("Quota of checks: member bank-a has used up 2 a day", checks.Status.Detail, StringComparison.Ordinal);
        var refused = await Details.RefusedAsync(StatusCode.ResourceExhausted, Checks.AskAsync(city, "bank-b", Checks.Lien, Checks.ByMortgage()));
        Assert.Contains("Quota of refused checks and acts: member bank-b has used up 2 a day", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bank_that_prepares_as_fast_as_it_can_fills_no_disk_and_another_bank_is_served()
    {
        await using var city = new TestCity { Limits = new() { PreparedRecordsPerBank = 64, PreparedBytesPerBank = 4 << 20 } };
        await OpenAsync(city);
        await city.StartAsync("finance");
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);
        var asked = 0;
        var taken = 0;
        long bytes = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 300),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestCity.Limit }, async (i, _) =>
        {
            var request = Forty(i);
            try
            {
                Interlocked.Increment(ref asked);
                await PrepareAsync(officer, bank.Operator, request);
                Interlocked.Increment(ref taken);
                Interlocked.Add(ref bytes, request.CalculateSize());
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.ResourceExhausted)
            {
                // Told at once, and nothing is kept of it.
            }
        });

        var held = city.Service<MemberQuotas>("finance").Prepared.HeldBy("bank-a");
        Assert.Equal((300, taken), (asked, held.Count));
        Assert.InRange(held.Count, 1, 64);
        Assert.InRange(held.Bytes, bytes, 4 << 20);
        Assert.Equal(taken, city.Store("finance").ListOpen().Count);
        await PrepareAsync(new Clerk(city, "finance", city["bank-b"].Operator), city["bank-b"].Operator, Requests.MortgageContract(city["bank-b"]));

        PrepareRequest Forty(int i)
        {
            var request = Requests.MortgageContract(bank);
            var act = request.Acts[0];
            request.Acts.Clear();
            for (var n = 0; n < 40; n++)
            {
                var other = act.Clone();
                other.SignMortgageContract.Mortgage.ContractNumber = $"DK{i:000}-{n:00}";
                request.Acts.Add(other);
            }

            return request;
        }
    }

    [Fact]
    public async Task One_bank_on_many_connections_leaves_watches_to_the_others()
    {
        await using var city = new TestCity { Limits = new() { Watches = 12, WatchesPerMember = 6, WatchesPerCertificate = 4 } };
        await OpenAsync(city);
        await city.StartAsync("finance");
        // An open watch says so by a record of the past.
        foreach (var bank in new[] { city["bank-a"], city["bank-b"] })
            await PrepareAsync(new Clerk(city, "finance", bank.Operator), bank.Operator, Requests.MortgageContract(bank));
        var held = new List<AsyncServerStreamingCall<RecordView>>();
        var certificates = new[] { city["bank-a"].Operator, city["bank-a"].Issue("operator"), city["bank-a"].Issue("operator") };
        var taken = 0;
        foreach (var certificate in certificates)
        {
            for (var i = 0; i < 6; i++)
                taken += await TryWatchAsync(certificate) ? 1 : 0;
        }

        // Half is set aside for the three members in equal parts; of the rest the bank has what one member may hold.
        Assert.Equal(6, taken);
        foreach (var other in new[] { city["bank-b"].Operator, city["finance"].Operator })
            Assert.True(await TryWatchAsync(other) && await TryWatchAsync(other));
        var one = new FinanceService.FinanceServiceClient(city.Connect("finance", certificates[2])).WatchRecords(new(), cancellationToken: TestCity.Limit);
        var refused = await Details.RefusedAsync(StatusCode.ResourceExhausted, one.ResponseStream.MoveNext(TestCity.Limit));
        Assert.Contains("Quota of watches: member bank-a has 6, of at most 6", refused.Status.Detail, StringComparison.Ordinal);
        held.ForEach(call => call.Dispose());

        async Task<bool> TryWatchAsync(TestCertificate certificate)
        {
            var call = new FinanceService.FinanceServiceClient(city.Connect("finance", certificate))
                .WatchRecords(new() { AfterRecordId = "0" }, cancellationToken: TestCity.Limit);
            held.Add(call);
            try
            {
                return await call.ResponseStream.MoveNext(TestCity.Limit);
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.ResourceExhausted)
            {
                return false;
            }
        }
    }

    [Fact]
    public void Of_what_is_limited_in_all_each_member_can_always_have_its_share()
    {
        var quota = new FairQuota(total: 12, most: 8, () => 3);

        var greedy = Enumerable.Range(0, 20).Select(_ => quota.TryTake("a")).OfType<IDisposable>().ToList();
        var other = Enumerable.Range(0, 20).Select(_ => quota.TryTake("b")).OfType<IDisposable>().ToList();
        var last = Enumerable.Range(0, 20).Select(_ => quota.TryTake("c")).OfType<IDisposable>().ToList();

        Assert.Equal((8, 2, 2), (greedy.Count, other.Count, last.Count));
        greedy[0].Dispose();
        greedy[0].Dispose();
        Assert.NotNull(quota.TryTake("b"));
        Assert.Null(quota.TryTake("c"));
    }

    [Fact]
    public void What_was_used_before_a_restart_is_counted_as_if_there_had_been_none()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var without = new DailyAllowance(24, time);
        var uses = new List<(string, ulong, long)>();
        foreach (var (hours, amount) in new[] { (0, 20), (3, 6), (5, 1), (2, 4) })
        {
            time.Advance(TimeSpan.FromHours(hours));
            without.Take("a", amount);
            uses.Add(("a", (ulong)time.GetUtcNow().ToUnixTimeMilliseconds(), amount));
        }

        time.Advance(TimeSpan.FromHours(1));
        var restarted = new DailyAllowance(24, time);
        restarted.Restore(uses);

        Assert.Equal(4, without.Left("a"));
        Assert.Equal((without.Left("a"), 24L), (restarted.Left("a"), restarted.Left("b")));
    }

    [Fact]
    public void An_allowance_comes_back_evenly_over_a_day()
    {
        var time = new FakeTimeProvider();
        var allowance = new DailyAllowance(24, time);
        allowance.Take("a", 30);

        Assert.Equal((-6, 24), (allowance.Left("a"), allowance.Left("b")));
        time.Advance(TimeSpan.FromHours(7.5));
        Assert.Equal(1, allowance.Left("a"));
        time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(24, allowance.Left("a"));
    }
}
