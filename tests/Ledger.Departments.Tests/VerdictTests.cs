using Grpc.Core;
using Ledger.Departments.Records.Rows;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>What the rules found is kept, found and counted.</summary>
public sealed class VerdictTests
{
    private const ulong Noon = 1_794_974_400_000;
    private const ulong DayMs = 86_400_000;

    [Fact]
    public async Task A_refused_act_leaves_a_verdict_with_rule_values_record_profile_and_whose_peer_judged()
    {
        await using var city = await SaleCityAsync();
        var clerk = new Clerk(city, "transaction", city["transaction"].Operator);
        await clerk.SignAsync();
        var second = Requests.Sale("441900B21050000002");
        await Details.RefusedAsync(StatusCode.FailedPrecondition, clerk.SignAsync(second));

        var asked = new ListVerdictsRequest { Filter = new() { Rule = "C-05" } };
        var verdict = Assert.Single((await Client(city).ListVerdictsAsync(asked, cancellationToken: TestCity.Limit)).Verdicts);

        Assert.Equal((VerdictOutcome.Refused, false, "ContractSigned", "2"), (verdict.Outcome, verdict.DryRun, verdict.Event, verdict.RecordId));
        Assert.Equal((1u, 32, "transaction", "transaction"), (verdict.Profile, verdict.RuleSet.Length, verdict.Organisation, verdict.Evaluator));
        Assert.Equal(city["transaction"].Operator.Fingerprint, verdict.Operator.ToByteArray());
        Assert.Contains("441900B21050000002", verdict.Subjects);
        var finding = Assert.Single(verdict.Findings, static finding => finding.Rule == "C-05");
        Assert.Contains(finding.Values, static value => value.Source.Split('/')[0] is "deal" or "contract");
        Assert.Equal("REJECT", finding.Severity);
    }

    [Fact]
    public async Task A_dry_run_leaves_one_too_and_is_told_apart_and_an_act_in_which_nothing_was_found_leaves_none()
    {
        await using var city = await SaleCityAsync();
        var clerk = new Clerk(city, "transaction", city["transaction"].Operator);
        await clerk.SignAsync();
        Assert.Empty((await Client(city).ListVerdictsAsync(new(), cancellationToken: TestCity.Limit)).Verdicts);
        var tried = Requests.Sale("441900B21050000002");
        tried.Context.DryRun = true;
        await Details.RefusedAsync(StatusCode.FailedPrecondition, clerk.SignAsync(tried));

        var verdict = Assert.Single(await SomeAsync(city, new() { DryRun = true }));

        Assert.Equal((true, "", true), (verdict.DryRun, verdict.RecordId, verdict.LeafHash.IsEmpty));
        Assert.Empty((await Client(city).ListVerdictsAsync(new() { Filter = new() { DryRun = false } }, cancellationToken: TestCity.Limit)).Verdicts);
    }

    [Fact]
    public async Task An_acknowledged_warning_leaves_a_verdict_of_an_accepted_act_that_survives_a_restart()
    {
        await using var city = await SaleCityAsync();
        var clerk = new Clerk(city, "transaction", city["transaction"].Operator);
        var sale = Requests.Sale();
        sale.Acts[0].SignContract.Document.Acknowledgements.Add(new AcknowledgementInput { Rule = "F-02", Reason = "CHECKED_ON_PAPER" });
        await clerk.SignAsync(sale);
        await SomeAsync(city, new() { Outcome = VerdictOutcome.Informed });
        await city.StopAsync("transaction");
        await city.StartAsync("transaction");

        var verdict = Assert.Single((await Client(city).ListVerdictsAsync(new(), cancellationToken: TestCity.Limit)).Verdicts);

        Assert.Equal(("ACK", "INFORMATION", "1"), (verdict.Findings[0].Rule, verdict.Findings[0].Severity, verdict.RecordId));
        Assert.False(verdict.LeafHash.IsEmpty);
    }

    [Fact]
    public async Task Other_departments_and_banks_are_told_nothing_and_auditors_everything()
    {
        await using var city = await SaleCityAsync();
        foreach (var (organisation, allowed) in new[] { ("tax", false), ("bank-a", false), ("audit", true), ("transaction", true) })
        {
            var client = new SupervisionService.SupervisionServiceClient(city.Connect("transaction", city[organisation].Operator));
            if (allowed)
            {
                Assert.Equal(0u, Assert.Single((await client.CountVerdictsAsync(new(), cancellationToken: TestCity.Limit)).Counts).Count);
            }
            else
            {
                await Details.RefusedAsync(StatusCode.PermissionDenied, client.ListVerdictsAsync(new(), cancellationToken: TestCity.Limit).ResponseAsync);
                await Details.RefusedAsync(StatusCode.PermissionDenied, client.CountVerdictsAsync(new(), cancellationToken: TestCity.Limit).ResponseAsync);
            }
        }
    }

    [Theory]
    [InlineData(20261131u, 0u, 1, "filter.from_day")]
    [InlineData(0u, 99999999u, 1, "filter.to_day")]
    [InlineData(0u, 0u, 0, "by")]
    [InlineData(0u, 0u, 99, "by")]
    public async Task What_cannot_be_asked_is_refused_by_the_field(uint from, uint to, int by, string field)
    {
        await using var city = await SaleCityAsync();
        var asked = new CountVerdictsRequest { Filter = new() { FromDay = from, ToDay = to }, By = { (VerdictKey)by } };

        var refused = await Details.RefusedAsync(
            StatusCode.InvalidArgument, Client(city).CountVerdictsAsync(asked, cancellationToken: TestCity.Limit).ResponseAsync);

        Assert.Equal(field, Details.Of<InputFailure>(refused)[0].Field);
    }

    [Fact]
    public async Task Verdicts_are_counted_by_rule_flow_town_day_outcome_and_event_each_judgement_once()
    {
        using var folder = new TestFolder();
        await using var store = SqliteRecordStore.Open(folder["one.db"]);
        await KeepAsync(store, Row(Noon, VerdictOutcome.Refused, 441900121, "211", "C-29", "C-05", "C-05"));
        await KeepAsync(store, Row(Noon, VerdictOutcome.Refused, 441900119, "211", "C-29"));
        await KeepAsync(store, Row(Noon + DayMs, VerdictOutcome.Acknowledged, 441900121, "M1", "C-44"));

        Assert.Equal(3u, Assert.Single(store.CountVerdicts(new(), [], 10)).Count);
        Assert.Equal([("C-29", 2u), ("C-05", 1u), ("C-44", 1u)],
            store.CountVerdicts(new(), [VerdictKey.Rule], 10).Select(group => (group.Rule, (uint)group.Count)));
        Assert.Equal([("211", 441900119u, 1u), ("211", 441900121u, 1u), ("M1", 441900121u, 1u)],
            store.CountVerdicts(new(), [VerdictKey.Flow, VerdictKey.Town], 10).Select(group => (group.Flow, group.Town, (uint)group.Count)));
        Assert.Equal([20261118u, 20261119u], store.CountVerdicts(new(), [VerdictKey.Day], 10).Select(group => group.Day));
        Assert.Equal([VerdictOutcome.Refused, VerdictOutcome.Acknowledged],
            store.CountVerdicts(new(), [VerdictKey.Outcome], 10).Select(group => group.Outcome));
        Assert.Equal("TransferRecorded", Assert.Single(store.CountVerdicts(new(), [VerdictKey.Event], 10)).Event);
        Assert.Equal(1u, Assert.Single(store.CountVerdicts(new() { Town = 441900121, ToDay = 20261118 }, [], 10)).Count);
        Assert.Single(store.CountVerdicts(new(), [VerdictKey.Rule], 1));
    }

    [Fact]
    public async Task Verdicts_are_listed_newest_first_in_pages_by_every_filter()
    {
        using var folder = new TestFolder();
        await using var store = SqliteRecordStore.Open(folder["one.db"]);
        for (var i = 0; i < 5; i++)
            await KeepAsync(store, Row(Noon + ((ulong)i * DayMs), VerdictOutcome.Refused, (uint)(441900101 + i), "211", "C-29", $"C-0{i}"));

        var first = store.ListVerdicts(new() { Rule = "C-29" }, long.MaxValue, 2);
        Assert.Equal([5L, 4], first.Select(verdict => verdict.Number));
        Assert.Equal([3L, 2], store.ListVerdicts(new() { Rule = "C-29" }, first[^1].Number, 2).Select(verdict => verdict.Number));
        Assert.Equal(3, Assert.Single(store.ListVerdicts(new() { Rule = "C-02" }, long.MaxValue, 10)).Number);
        Assert.Equal(2, Assert.Single(store.ListVerdicts(new() { Town = 441900102 }, long.MaxValue, 10)).Number);
        Assert.Equal([4L, 3], store.ListVerdicts(new() { FromDay = 20261120, ToDay = 20261121 }, long.MaxValue, 10).Select(verdict => verdict.Number));
        Assert.Empty(store.ListVerdicts(new() { Flow = "M1" }, long.MaxValue, 10));
        Assert.Empty(store.ListVerdicts(new() { Event = "ContractSigned" }, long.MaxValue, 10));
        Assert.Empty(store.ListVerdicts(new() { Outcome = VerdictOutcome.Informed }, long.MaxValue, 10));
        Assert.Empty(store.ListVerdicts(new() { DryRun = true }, long.MaxValue, 10));
    }

    [Fact]
    public async Task A_verdict_is_kept_for_its_days_and_what_was_dropped_is_no_damage()
    {
        using var folder = new TestFolder();
        await using (var store = SqliteRecordStore.Open(folder["one.db"], verdictDays: 30))
        {
            await KeepAsync(store, Row(Noon, VerdictOutcome.Refused, 0, "", "C-01"));
            await KeepAsync(store, Row(Noon + DayMs, VerdictOutcome.Refused, 0, "", "C-02"));
            await KeepAsync(store, Row(Noon + (30 * DayMs), VerdictOutcome.Refused, 0, "", "C-03"));
            Assert.Equal(3, store.ListVerdicts(new(), long.MaxValue, 10).Count);

            await KeepAsync(store, Row(Noon + (31 * DayMs), VerdictOutcome.Refused, 0, "", "C-04"));

            Assert.Equal([4L, 3, 2], store.ListVerdicts(new(), long.MaxValue, 10).Select(verdict => verdict.Number));
            Assert.Empty(store.CountVerdicts(new() { Rule = "C-01" }, [VerdictKey.Rule], 10));
        }

        Assert.Empty(RecordStoreVerification.Run(folder["one.db"], TestCity.Limit)!.Damage);
    }

    [Fact]
    public async Task A_backup_takes_the_verdicts_along()
    {
        using var folder = new TestFolder();
        await using (var store = SqliteRecordStore.Open(folder["one.db"]))
        {
            await KeepAsync(store, Row(Noon, VerdictOutcome.Refused, 0, "", "C-01"));
            store.BackUp(folder["copy.db"], withKeys: true);
        }

        await using var copy = SqliteRecordStore.Open(folder["copy.db"]);
        Assert.Equal("C-01", Assert.Single(copy.ListVerdicts(new(), long.MaxValue, 10)).Row.Findings[0].Rule);
    }

    private static SupervisionService.SupervisionServiceClient Client(TestCity city) => new(city.Connect("transaction", city["transaction"].Operator));

    private static async Task<TestCity> SaleCityAsync()
    {
        var city = new TestCity();
        await city.StartAsync("registration");
        await city.StartAsync("transaction");
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        return city;
    }

    /// <summary>Verdicts that nobody waited for, once they are there.</summary>
    private static async Task<IReadOnlyList<VerdictView>> SomeAsync(TestCity city, VerdictFilter filter)
    {
        for (var limit = TestCity.Limit; ; await Task.Delay(5, limit))
        {
            if ((await Client(city).ListVerdictsAsync(new() { Filter = filter }, cancellationToken: TestCity.Limit)).Verdicts is { Count: > 0 } found)
                return found;
        }
    }

    private static VerdictRow Row(ulong timeMs, VerdictOutcome outcome, uint town, string flow, params string[] rules) => new()
    {
        TimeMs = timeMs,
        Record = 1,
        Outcome = outcome,
        Town = town,
        Flow = flow,
        Event = "TransferRecorded",
        Findings = { rules.Select(static rule => new RuleFailure { Rule = rule }) },
    };

    private static async Task KeepAsync(SqliteRecordStore store, VerdictRow row)
    {
        store.KeepVerdict(row);
        await store.SkipNumbersAsync(store.ReadNumberBound() + 1, TestCity.Limit);
    }
}
