using Google.Protobuf;
using Grpc.Core;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;
using static Ledger.Departments.Tests.Mortgages;

namespace Ledger.Departments.Tests;

public sealed class FinanceTests
{
    [Fact]
    public async Task A_bank_can_recompute_what_it_signs_and_its_submission_is_idempotent()
    {
        await using var city = new TestCity();
        await Mortgages.OpenAsync(city);
        await city.StartAsync("finance");
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);
        var request = Requests.MortgageContract(bank);
        var prepared = await PrepareAsync(officer, bank.Operator, request);

        var payload = Payload.Parser.ParseFrom(prepared.Payload);
        var signed = MortgageContractSigned.Parser.ParseFrom(payload.Events.Single().Body);
        Assert.Equal(60_000_000UL, signed.Terms.AmountFen);
        Assert.True(signed.AmountConverted);
        Assert.Equal(20410501u, signed.Terms.TermEnd);
        var salt = prepared.PartySalts.Single();
        Assert.Equal(
            PartyToken.Of(salt.Salt.Span, PersonId.Of((IdentityClass)salt.IdentityClass, "441900188001010016")).Bytes.ToArray(),
            signed.Mortgagors.Single().Tokens.Single().ToByteArray());
        var document = prepared.DocumentSalts.Single();
        var root = new DocumentTree(
            document.Fields.Select(f => new Log.DocumentField(f.Name, System.Text.Encoding.UTF8.GetBytes(f.Value), f.Salt.Memory))).Root;
        Assert.Equal(root.ToArray(), signed.Act.Document.Root.ToByteArray());
        Assert.Equal(prepared, await PrepareAsync(officer, bank.Operator, request));

        var submit = new SubmitRequest { Context = TestCity.NewContext(), Envelope = Sign(bank, prepared) };
        var first = await OutcomeAsync(officer.SendAsync(submit, Submit));
        Assert.Equal(first, await OutcomeAsync(officer.SendAsync(submit, Submit)));
        submit.Envelope = Sign(bank, prepared);
        await Details.RefusedAsync(StatusCode.AlreadyExists, officer.SendAsync(submit, Submit));
        Assert.Empty(city.Store("finance").ListOpen());
    }

    [Fact]
    public async Task Of_many_signatures_over_one_prepared_payload_handed_in_at_once_one_is_the_acts_envelope()
    {
        await using var city = new TestCity();
        await Mortgages.OpenAsync(city);
        await city.StartAsync("finance");
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);
        var prepared = await PrepareAsync(officer, bank.Operator, Requests.MortgageContract(bank));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            OutcomeAsync(officer.SendAsync(new SubmitRequest { Context = TestCity.NewContext(), Envelope = Sign(bank, prepared) }, Submit))));

        Assert.Equal(11, outcomes.Count(outcome => outcome.Contains("no longer prepared", StringComparison.Ordinal)));
        Assert.Single(city.Store("finance").ReadEnvelopes(1));
    }

    [Fact]
    public async Task What_is_not_the_banks_own_signature_over_what_was_prepared_is_refused()
    {
        await using var city = new TestCity();
        await Mortgages.OpenAsync(city);
        await city.StartAsync("finance");
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);
        var prepared = await PrepareAsync(officer, bank.Operator, Requests.MortgageContract(bank));

        await Refused(Sign(city["finance"], prepared), "envelope.key_id");
        await Refused(Sign(city["bank-b"], prepared), "envelope.key_id");
        var changed = Payload.Parser.ParseFrom(prepared.Payload);
        changed.TimeMs++;
        await Refused(ByteString.CopyFrom(new EnvelopeSigner(bank.Signer.Key).Sign(changed).ToByteArray()), "envelope.payload");
        var broken = Envelope.Parser.ParseFrom(Sign(bank, prepared));
        broken.Signature = ByteString.CopyFrom([.. broken.Signature.Span[..63], (byte)(broken.Signature[63] ^ 1)]);
        await Refused(broken.ToByteString(), "envelope.signature");
        broken.Signature = ByteString.CopyFrom(broken.Signature.Span[..63]);
        Assert.Contains("envelope.signature has 63 bytes", (await Refused(broken.ToByteString(), "envelope")).MessageEn, StringComparison.Ordinal);
        Assert.Contains("no ledger.v1.Envelope:", (await Refused(ByteString.CopyFrom(1, 2, 3), "envelope")).MessageEn, StringComparison.Ordinal);

        var other = new Clerk(city, "finance", city["bank-b"].Operator);
        await Details.RefusedAsync(
            StatusCode.NotFound, other.SendAsync(new SubmitRequest { Context = TestCity.NewContext(), Envelope = Sign(bank, prepared) }, Submit));
        Assert.Equal(RecordState.Prepared, city.Store("finance").Find(1)!.State);

        async Task<InputFailure> Refused(ByteString envelope, string field)
        {
            var refused = await Details.RefusedAsync(
                StatusCode.InvalidArgument, officer.SendAsync(new SubmitRequest { Context = TestCity.NewContext(), Envelope = envelope }, Submit));
            var failure = Details.Of<InputFailure>(refused).Single();
            Assert.Equal(field, failure.Field);
            return failure;
        }
    }

    [Fact]
    public async Task The_finance_nodes_own_key_and_another_banks_key_cannot_be_named()
    {
        await using var city = new TestCity();
        await city.StartAsync("finance");
        foreach (var owner in new[] { "finance", "bank-b" })
        {
            var request = Requests.MortgageContract(city["bank-a"]);
            request.KeyId = ByteString.CopyFrom(city[owner].Signer.Signer.KeyId().Span);
            var officer = new Clerk(city, "finance", city["bank-a"].Operator);
            var refused = await Details.RefusedAsync(StatusCode.InvalidArgument, PrepareAsync(officer, city["bank-a"].Operator, request));
            Assert.Equal("key_id", Details.Of<InputFailure>(refused).Single().Field);
        }
    }

    [Fact]
    public async Task A_prepared_act_lapses_with_its_time()
    {
        await using var city = new TestCity();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await Mortgages.OpenAsync(city);
        await city.StartAsync("finance", time);
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);
        var prepared = await PrepareAsync(officer, bank.Operator, Requests.MortgageContract(bank));
        time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(31));

        var late = new SubmitRequest { Context = TestCity.NewContext(), Envelope = Sign(bank, prepared) };
        late.Context.TimeMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
        await Details.RefusedAsync(StatusCode.FailedPrecondition, officer.SendAsync(late, Submit));
        // A tolerance of the clock longer it stays whole: a clock put right meanwhile takes nothing away.
        await city.StopAsync("finance");
        await city.StartAsync("finance", time);
        Assert.NotNull(city.Store("finance").ReadContent(1));
        time.Advance(TimeSpan.FromMinutes(5));
        await city.StopAsync("finance");
        await city.StartAsync("finance", time);
        Assert.Equal(RecordState.Lapsed, city.Store("finance").Find(1)!.State);
        // Nobody signed it: what it says of people is gone.
        Assert.Null(city.Store("finance").ReadContent(1));
    }

    [Fact]
    public async Task A_bank_sees_its_own_records_only()
    {
        await using var city = new TestCity();
        await Mortgages.OpenAsync(city);
        await city.StartAsync("finance");
        var bank = city["bank-a"];
        await PrepareAsync(new Clerk(city, "finance", bank.Operator), bank.Operator, Requests.MortgageContract(bank));

        var own = new FinanceService.FinanceServiceClient(city.Connect("finance", bank.Operator));
        var other = new FinanceService.FinanceServiceClient(city.Connect("finance", city["bank-b"].Operator));
        var clerk = new FinanceService.FinanceServiceClient(city.Connect("finance", city["finance"].Operator));
        Assert.NotEmpty((await own.ListRecordsAsync(new(), cancellationToken: TestCity.Limit)).Records.Single().Fields);
        Assert.Empty((await other.ListRecordsAsync(new(), cancellationToken: TestCity.Limit)).Records);
        await Details.RefusedAsync(StatusCode.NotFound, other.GetRecordAsync(new() { RecordId = "1" }, cancellationToken: TestCity.Limit).ResponseAsync);
        Assert.Empty((await clerk.ListRecordsAsync(new(), cancellationToken: TestCity.Limit)).Records.Single().Fields);
    }

    [Fact]
    public async Task A_refusal_tells_a_bank_that_names_the_owner_the_rule_but_no_page_of_the_register()
    {
        await using var city = new TestCity();
        await Mortgages.OpenAsync(city);
        await city.StartAsync("finance");
        var bank = city["bank-a"];
        var request = Requests.MortgageContract(bank);
        await Mortgages.SeizeAsync(city);
        var officer = new Clerk(city, "finance", bank.Operator);
        var prepared = await PrepareAsync(officer, bank.Operator, request);

        var refused = await Details.RefusedAsync(
            StatusCode.FailedPrecondition,
            officer.SendAsync(new SubmitRequest { Context = TestCity.NewContext(), Envelope = Sign(bank, prepared) }, Submit));

        var pages = Details.Of<RuleFailure>(refused).SelectMany(failure => failure.Values)
            .Where(value => value.Source.StartsWith("enc/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(pages);
        Assert.All(pages, value => Assert.Equal((ShownFailures.Withheld, ""), (value.Value, value.Entry)));

        var own = new FinanceService.FinanceServiceClient(city.Connect("finance", bank.Operator));
        var kept = await own.GetRecordAsync(new() { RecordId = "1" }, cancellationToken: TestCity.Limit);
        Assert.All(kept.Failures.SelectMany(failure => failure.Values).Where(value => value.Source.StartsWith("enc/", StringComparison.Ordinal)),
            value => Assert.Equal(ShownFailures.Withheld, value.Value));
        var clerk = new FinanceService.FinanceServiceClient(city.Connect("finance", city["finance"].Operator));
        var seen = await clerk.GetRecordAsync(new() { RecordId = "1" }, cancellationToken: TestCity.Limit);
        Assert.Contains(seen.Failures.SelectMany(failure => failure.Values), value => value.Source.StartsWith("enc/", StringComparison.Ordinal)
            && value.Value != ShownFailures.Withheld);
    }

    [Fact]
    public async Task A_finance_store_that_lacks_a_banks_act_starts_and_goes_on_beyond_its_number()
    {
        await using var city = await CityAsync();
        Assert.Equal(RecordState.Recorded, city.Store("finance").Find(1)!.State);
        await city.StopAsync("finance");
        RecordStoreTests.Remove(city.StorePath("finance"));

        // A bank's key can have anything ordered past the services, and must not keep them from starting.
        await city.StartAsync("finance");
        await PrepareAsync(new Clerk(city, "finance", city["bank-a"].Operator), city["bank-a"].Operator, Requests.MortgageContract(city["bank-a"]));
        Assert.Null(city.Store("finance").Find(1));
        Assert.NotNull(city.Store("finance").Find(2));
    }

    [Fact]
    public async Task Information_that_came_with_an_act_is_kept_while_it_is_sent_again_and_over_a_restart()
    {
        // Without the tax office's peer there is no quorum: the act stays ordered and is submitted again and again.
        await using var city = new TestCity(
            "tax")
        { Limits = new() { ReceiptWait = TimeSpan.FromMilliseconds(200), ResubmitAfter = TimeSpan.FromMilliseconds(50) } };
        var ordering = new CountingOrdering(city.Ordering);
        await city.StartAsync("registration");
        await city.StartAsync("finance", ordering: ordering);
        var registrar = new Clerk(city, "registration", city["registration"].Operator);
        await registrar.OpenUntilAsync(RecordState.Ordered, Requests.Opening(Requests.Parcel, 1));
        await registrar.OpenUntilAsync(RecordState.Ordered, Requests.Opening(Requests.Flat, 2));
        var bank = city["bank-a"];
        var officer = new Clerk(city, "finance", bank.Operator);
        var prepared = await PrepareAsync(officer, bank.Operator, Requests.MortgageContract(bank));
        var reply = await officer.SendUntilAsync(
            RecordState.Ordered, new SubmitRequest { Context = TestCity.NewContext(), Envelope = Sign(bank, prepared) }, Submit);
        Assert.Contains(reply.Notices, notice => notice.Rule == "F-07");

        var before = ordering.Submissions;
        while (ordering.Submissions < before + 2)
            await Task.Yield();

        Assert.Equal(reply.Notices, await NoticesAsync());
        await city.StopAsync("finance");
        await city.StartAsync("finance");
        Assert.Equal(reply.Notices, await NoticesAsync());

        async Task<IEnumerable<RuleFailure>> NoticesAsync()
            => (await new FinanceService.FinanceServiceClient(city.Connect("finance", city["finance"].Operator))
                .GetRecordAsync(new() { RecordId = "1" }, cancellationToken: TestCity.Limit)).Notices;
    }

    [Fact]
    public async Task A_lost_store_is_found_also_by_what_a_key_signed_that_was_replaced_since()
    {
        await using var city = await Mortgages.CityAsync();
        var bank = city["bank-a"];
        var replacement = new ReplaceKeys
        {
            CreditCode = bank.Member.CreditCode,
            SignerCertificate = ByteString.CopyFrom(bank.Issue("signer").Certificate.RawData),
            RetiredKeyIds = { ByteString.CopyFrom(bank.Signer.Signer.KeyId().Span) },
        };
        await Governance.SubmitAsync(city, 1 << 20, city["registration"].Signer, replacement);
        Assert.Null(city.Peer.Reader.ReadPage(Chain.PageKeys.Key(bank.Signer.Signer.KeyId().Span)));
        await city.StopAsync("finance");
        RecordStoreTests.Remove(city.StorePath("finance"));

        // A bank's key can have anything ordered past the services: it does not keep them from starting, and it is told.
        await city.StartAsync("finance");
        var findings = new List<RecordFinding>();
        await foreach (var finding in city.Service<DepartmentRecords>("finance").Compare().RunAsync(TestCity.Limit))
            findings.Add(finding);

        Assert.Equal("1", Assert.Single(findings).RecordId);
        Assert.True(await city.Store("finance").AllotNumberAsync(TestCity.Limit) > 1);
    }

    [Theory]
    [InlineData(2UL)]
    [InlineData(3UL)]
    [InlineData(1UL << 62)]
    [InlineData(ulong.MaxValue)]
    public async Task A_banks_act_that_went_past_the_services_stops_nobody_and_its_number_harms_no_allotment(ulong number)
    {
        await using var city = await CityAsync();
        var bank = city["bank-a"];
        var request = Requests.MortgageContract(bank, "DK2021-002");
        var prepared = await PrepareAsync(new Clerk(city, "finance", bank.Operator), bank.Operator, request);
        var payload = Payload.Parser.ParseFrom(prepared.Payload);
        Assert.Equal(2UL, payload.Sequence);
        payload.Sequence = number;
        payload.Nonce = ByteString.CopyFrom([.. payload.Nonce.Reverse()]);
        var past = new EnvelopeSigner(bank.Signer.Key).Sign(payload.ToByteArray());
        Assert.IsType<SubmitResult.Admitted>(await city.Ordering.SubmitAsync(past.ToByteArray(), TestCity.Limit));
        await city.StopAsync("finance");

        await city.StartAsync("finance");
        Assert.InRange(await city.Store("finance").AllotNumberAsync(TestCity.Limit), 3, 1 << 20);
    }

    /// <summary>The unit has no title here, so rules may refuse: the same answer must come each time.</summary>
    private static async Task<string> OutcomeAsync(Task<WriteReply> call)
    {
        try
        {
            var reply = await call;
            return $"{reply.State} {reply.RecordId}";
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
        {
            return e.Status.Detail;
        }
    }

    private sealed class CountingOrdering(IOrdering honest) : IOrdering
    {
        private int submissions;

        public int Submissions => Volatile.Read(ref submissions);

        public Task<SubmitResult> SubmitAsync(ReadOnlyMemory<byte> envelope, CancellationToken ct)
        {
            Interlocked.Increment(ref submissions);
            return honest.SubmitAsync(envelope, ct);
        }

        public IAsyncEnumerable<OrderedBlock> ReadBlocksAsync(ulong from, CancellationToken ct) => honest.ReadBlocksAsync(from, ct);
    }
}
