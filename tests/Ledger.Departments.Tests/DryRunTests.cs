using Google.Protobuf;
using Grpc.Core;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>A dry run is judged like the act itself and leaves nothing behind but that it was asked.</summary>
public sealed class DryRunTests
{
    [Fact]
    public async Task A_dry_run_that_the_rules_would_take_records_nothing_uses_no_number_and_leaves_its_id_unused()
    {
        await using var city = await SaleCityAsync();
        var clerk = new Clerk(city, "transaction", city["transaction"].Operator);
        var head = city.Peer.Head;
        var tried = Requests.Sale();
        tried.Context.DryRun = true;

        var reply = await clerk.SignAsync(tried);

        Assert.True(reply.DryRun);
        Assert.Equal((RecordState.Unspecified, "", null), (reply.State, reply.RecordId, reply.Receipt));
        Assert.Equal(head, city.Peer.Head);
        Assert.Empty(city.Store("transaction").ListNumbers(0, 10));
        var real = tried.Clone();
        real.Context.DryRun = false;
        var recorded = await clerk.SignAsync(real);
        Assert.Equal((RecordState.Recorded, "1"), (recorded.State, recorded.RecordId));
    }

    [Fact]
    public async Task A_dry_run_is_refused_by_the_same_rules_in_the_same_words()
    {
        await using var city = await SaleCityAsync();
        var clerk = new Clerk(city, "transaction", city["transaction"].Operator);
        await clerk.SignAsync();
        var second = Requests.Sale("441900B21050000002");
        var tried = second.Clone();
        tried.Context = TestCity.NewContext();
        tried.Context.DryRun = true;

        var judged = Details.Of<RuleFailure>(await Details.RefusedAsync(StatusCode.FailedPrecondition, clerk.SignAsync(tried)));
        var refused = Details.Of<RuleFailure>(await Details.RefusedAsync(StatusCode.FailedPrecondition, clerk.SignAsync(second)));

        Assert.Contains(judged, static failure => failure.Rule == "C-05");
        Assert.Equal(refused, judged);
        Assert.Equal(2, city.Store("transaction").ListNumbers(0, 10).Count);
    }

    [Fact]
    public async Task A_dry_run_with_wrong_input_names_the_fields_and_an_old_one_is_refused()
    {
        await using var city = new TestCity();
        await city.StartAsync("transaction");
        var clerk = new Clerk(city, "transaction", city["transaction"].Operator);
        var request = Requests.Sale();
        request.Context.DryRun = true;
        request.Acts[0].SignContract.Price.Value = "-1";
        Assert.Equal("price.value", Details.Of<InputFailure>(await Details.RefusedAsync(StatusCode.InvalidArgument, clerk.SignAsync(request)))[0].Field);

        var old = Requests.Sale();
        old.Context.DryRun = true;
        old.Context.TimeMs -= 6 * 60 * 1000;
        Assert.Equal("context.time_ms", Details.Of<InputFailure>(await Details.RefusedAsync(StatusCode.InvalidArgument, clerk.SignAsync(old)))[0].Field);
    }

    [Fact]
    public async Task A_banks_dry_run_prepares_nothing_and_a_submission_has_none()
    {
        await using var city = await Mortgages.CityAsync();
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);
        var before = city.Store("finance").ListNumbers(0, 10).Count;
        var request = Requests.MortgageContract(bank, "DK2021-002");
        request.Context.DryRun = true;

        var reply = await Mortgages.PrepareAsync(officer, bank.Operator, request);

        Assert.True(reply.Payload.IsEmpty && reply.RecordId.Length == 0 && reply.PartySalts.Count == 0 && reply.DocumentSalts.Count == 0);
        Assert.Equal(before, city.Store("finance").ListNumbers(0, 10).Count);
        var submit = new SubmitRequest { Context = TestCity.NewContext(), Envelope = ByteString.CopyFrom(1) };
        submit.Context.DryRun = true;
        var refused = await Details.RefusedAsync(StatusCode.InvalidArgument, officer.SendAsync(submit, Mortgages.Submit));
        Assert.Equal("context.dry_run", Details.Of<InputFailure>(refused)[0].Field);
    }

    [Fact]
    public async Task Each_dry_run_is_kept_with_its_operator_and_request_and_without_a_word_of_a_person()
    {
        await using var city = await SaleCityAsync();
        var clerk = new Clerk(city, "transaction", city["transaction"].Operator);
        var tried = Requests.Sale();
        tried.Context.DryRun = true;

        await clerk.SignAsync(tried);

        var (_, use) = Assert.Single(city.Store("transaction").ListUses(0, 10));
        Assert.Equal("transaction", use.Organisation);
        Assert.Equal(city["transaction"].Operator.Fingerprint, use.Operator.ToByteArray());
        Assert.Contains(Requests.Flat, use.Query, StringComparison.Ordinal);
        Assert.Contains("dry run, request ", use.Query, StringComparison.Ordinal);
        var kept = System.Text.Encoding.UTF8.GetString(use.ToByteArray());
        foreach (var person in new[] { Requests.An, Requests.Bo })
        {
            Assert.DoesNotContain(person.DocumentNumber, kept, StringComparison.Ordinal);
            Assert.DoesNotContain(person.Name, kept, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Dry_runs_of_a_day_are_bounded_and_acts_are_recorded_all_the_same()
    {
        await using var city = await SaleCityAsync(new() { DryRunsPerDay = 2 });
        var clerk = new Clerk(city, "transaction", city["transaction"].Operator);
        for (var i = 0; i < 2; i++)
            await clerk.SignAsync(Trial());

        var refused = await Details.RefusedAsync(StatusCode.ResourceExhausted, clerk.SignAsync(Trial()));

        Assert.Contains("Quota of dry runs: member transaction has used up 2 a day", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(2, city.Store("transaction").ListUses(0, 10).Count);
        Assert.Equal(RecordState.Recorded, (await clerk.SignAsync()).State);

        static TransactionWriteRequest Trial()
        {
            var request = Requests.Sale();
            request.Context.DryRun = true;
            return request;
        }
    }

    public static TheoryData<string, string, Action<OpeningInput>> Doubts => new()
    {
        { "use 9999", "opening.use", o => o.Use = 9999 },
        { "right to land on a flat", "opening.right_type", o => o.RightType = 3 },
        { "another city's certificate", "opening.owners[0].certificate", o => o.Owners[0].Certificate = "粤（2021）广州不动产权第0000715号" },
        { "another province's certificate", "opening.owners[0].certificate", o => o.Owners[0].Certificate = "沪（2021）东莞不动产权第0000720号" },
        { "a parcel never opened", "opening.parcels", o => o.FurtherParcels.Add("441900004001GB00013W00000000") },
    };

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task What_is_probably_a_slip_is_shown_and_not_refused(string doubt, string field, Action<OpeningInput> slip)
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        Assert.Empty((await clerk.OpenAsync(Requests.Opening(Requests.Parcel, 1))).Cautions);
        var request = Requests.Opening(Requests.Flat, 2);
        slip(request.Acts[0].OpenFirstRegistration.Opening);
        var tried = request.Clone();
        tried.Context.DryRun = true;

        var judged = await clerk.OpenAsync(tried);
        var recorded = await clerk.OpenAsync(request);
        var again = await clerk.OpenAsync(request);

        Assert.True(judged.DryRun, doubt);
        Assert.Contains(judged.Cautions, caution => caution.Field == field && caution.MessageZh.Length > 0 && caution.MessageEn.Length > 0);
        Assert.Equal(RecordState.Recorded, recorded.State);
        Assert.Equal(judged.Cautions, recorded.Cautions);
        Assert.Empty(again.Cautions);
    }

    [Fact]
    public async Task A_sound_opening_on_an_opened_parcel_raises_no_doubt()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        await clerk.OpenAsync(Requests.Opening(Requests.Parcel, 1));

        Assert.Empty((await clerk.OpenAsync(Requests.Opening(Requests.Flat, 2))).Cautions);
    }

    private static async Task<TestCity> SaleCityAsync(DepartmentLimits? limits = null)
    {
        var city = new TestCity { Limits = limits ?? new() };
        await city.StartAsync("registration");
        await city.StartAsync("transaction");
        var registrar = new Clerk(city, "registration", city["registration"].Operator);
        await registrar.OpenAsync(Requests.Opening(Requests.Parcel, 1));
        await registrar.OpenAsync(Requests.Opening(Requests.Flat, 2));
        return city;
    }
}
