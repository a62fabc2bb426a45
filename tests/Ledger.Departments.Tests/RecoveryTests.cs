using Google.Protobuf;
using Grpc.Core;
using Ledger.Chain;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Ledger.Departments.Tests;

public sealed class RecoveryTests
{
    [Fact]
    public async Task A_crash_between_storing_and_submitting_is_resolved_at_the_next_start()
    {
        await using var city = new TestCity { Limits = new() { ReceiptWait = TimeSpan.FromMilliseconds(100) } };
        await city.StartAsync("registration", ordering: new DeadOrdering());
        var request = Requests.Opening();
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        var waiting = await Details.RefusedAsync(StatusCode.Unavailable, clerk.OpenAsync(request));
        Assert.Single(Details.Of<Google.Rpc.RetryInfo>(waiting));
        Assert.Equal(0UL, city.Peer.Head.Number);
        Assert.Single(city.Store("registration").ListOpen());
        await city.StopAsync("registration");

        city.Limits = new();
        await city.StartAsync("registration");
        var reply = await new Clerk(city, "registration", city["registration"].Operator).OpenAsync(request);
        Assert.Equal(RecordState.Recorded, reply.State);
        await city.StopAsync("registration");
        await using var store = SqliteRecordStore.Open(city.StorePath("registration"));
        Assert.Empty(store.ListOpen());
        Assert.Single(store.ListNumbers(0, 10));
    }

    [Fact]
    public async Task An_envelope_refused_as_stale_is_signed_anew_under_its_number_and_both_are_kept()
    {
        await using var city = new TestCity { Limits = new() { ReceiptWait = TimeSpan.FromMilliseconds(100) } };
        var late = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(-4));
        await city.StartAsync("registration", late, new DeadOrdering());
        var request = Requests.Opening();
        var sending = new Clerk(city, "registration", city["registration"].Operator).OpenAsync(request);
        await WaitAsync(() => city.Store("registration").ListOpen().Count == 1);
        await city.StopAsync("registration");
        await Assert.ThrowsAsync<RpcException>(() => sending);

        // A day later nobody would take the first envelope.
        var number = 1L;
        var tomorrow = new ShiftedTime(TimeSpan.FromDays(1));
        await using var ordering = new EmbeddedOrdering(city.Peer, new() { Time = tomorrow });
        await city.StartAsync("registration", tomorrow, ordering);
        await WaitAsync(() => city.Store("registration").Find(number)!.State == RecordState.Recorded);
        var envelopes = city.Store("registration").ReadEnvelopes(number);
        Assert.Equal(2, envelopes.Count);
        Assert.Equal(envelopes[1].LeafHash, city.Peer.Reader.ReadPage(PageKeys.Sequence(city["registration"].Signer.Signer.KeyId().Span, (ulong)number)));
        Assert.Empty(await ComparedAsync(city, "registration"));
    }

    [Fact]
    public async Task An_ordering_that_answers_with_another_entry_gets_no_act_recorded_by_it()
    {
        await using var city = new TestCity { Limits = new() { ReceiptWait = TimeSpan.FromMilliseconds(200) } };
        await city.StartAsync("registration", ordering: new LyingOrdering(city.Ordering));
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        var first = await clerk.OpenUntilAsync(RecordState.Recorded);

        var second = await clerk.OpenUntilAsync(RecordState.Ordered, Requests.Opening(Requests.Parcel, 2));

        Assert.NotEqual(first.LeafHash, second.LeafHash);
        Assert.Single(city.Store("registration").ListOpen());
    }

    [Fact]
    public async Task A_time_that_ordering_makes_up_dates_nothing_that_is_signed_here()
    {
        await using var city = new TestCity();
        var ordering = new TimeInventingOrdering(city.Ordering);
        await city.StartAsync("registration", ordering: ordering);

        var waiting = await Details.RefusedAsync(
            StatusCode.Unavailable, new Clerk(city, "registration", city["registration"].Operator).OpenAsync());

        Assert.Contains("nothing is signed anew", Details.Of<RecordWaiting>(waiting).Single().MessageEn, StringComparison.Ordinal);
        await WaitAsync(() => city.Store("registration").Find(1)?.Outcome?.State == RecordState.Recorded);
        var signed = Payload.Parser.ParseFrom(Envelope.Parser.ParseFrom(Assert.Single(city.Store("registration").ReadEnvelopes(1)).Bytes).Payload);
        Assert.True(signed.TimeMs < ordering.InventedMs);
    }

    [Fact]
    public async Task A_shortened_record_store_is_found_at_the_start_and_the_services_do_not_start()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        await clerk.OpenAsync();
        RecordStoreTests.Copy(city.StorePath("registration"), city.StorePath("copy"));
        await clerk.OpenAsync(Requests.Opening(Requests.Parcel, 2));
        await city.StopAsync("registration");

        RecordStoreTests.Remove(city.StorePath("registration"));
        RecordStoreTests.Copy(city.StorePath("copy"), city.StorePath("registration"));

        var missing = await Assert.ThrowsAsync<RecordsMissingException>(() => city.StartAsync("registration"));
        Assert.Equal("2", missing.Missing.First.Single().RecordId);
        Assert.Equal(1, missing.Missing.Count);
        Assert.Contains("lacks", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_own_envelope_that_comes_in_without_its_record_is_told_once_and_numbers_go_on_beyond_it()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        await clerk.OpenAsync();
        var number = await city.Store("registration").AllotNumberAsync(TestCity.Limit);

        // As a node meets it that was restored from an older day and catches up: acts of its own that it has no record of.
        var own = city["registration"];
        for (var lost = number + 1; lost <= number + 30; lost++)
        {
            var revoke = new RevokeCertificate
            {
                CreditCode = own.Member.CreditCode,
                Certificate = ByteString.CopyFrom(own.Issue("operator").Certificate.RawData)
            };
            await Governance.SubmitAsync(city, (ulong)lost, own.Signer, revoke);
        }

        var reply = await clerk.OpenAsync(Requests.Opening(Requests.Parcel, 2));

        Assert.Equal(RecordState.Recorded, reply.State);
        Assert.Equal($"{number + 31}", reply.RecordId);
        var missing = city.Service<DepartmentRecords>("registration").Missing!.Value;
        Assert.Contains("lacks 30 envelope(s)", missing.English, StringComparison.Ordinal);
        Assert.Contains("(+10)", missing.English, StringComparison.Ordinal);
        var checkpoint = await new LedgerService.LedgerServiceClient(city.Connect("registration", own.Operator))
            .GetCheckpointAsync(new(), cancellationToken: TestCity.Limit);
        var condition = Assert.Single(checkpoint.Conditions, condition => condition.Code == "records.missing");
        Assert.Contains("lacks 30 of its own envelopes", condition.MessageEn, StringComparison.Ordinal);

        await city.StopAsync("registration");
        var refused = await Assert.ThrowsAsync<RecordsMissingException>(() => city.StartAsync("registration"));
        Assert.Equal((30, 20), (refused.Missing.Count, refused.Missing.First.Count));
        city.AcceptMissingRecordsBefore = refused.Size;
        await city.StartAsync("registration");
        Assert.Null(city.Service<DepartmentRecords>("registration").Missing);
    }

    [Fact]
    public async Task A_consortium_key_that_did_not_make_the_tokens_on_the_ledger_keeps_the_services_from_starting_and_is_named_by_its_epoch()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync(Requests.Opening(serial: 2));
        await city.StopAsync("registration");

        city.HeldKey = [.. TestCity.ConsortiumKey.Reverse()];
        var wrong = await Assert.ThrowsAsync<ConsortiumKeyException>(() => city.StartAsync("registration"));

        Assert.Equal(1u, wrong.Epoch);
        city.HeldKey = TestCity.ConsortiumKey;
        await city.StartAsync("registration");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_ordered_after_it_was_refused_is_recorded_in_the_store_too(bool restarted)
    {
        await using var city = new TestCity();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        // Else what the registrar enters afterwards would be later than the refused envelope, which is refused for that.
        await city.StartAsync("registration", new ShiftedTime(TimeSpan.FromMinutes(-1)));
        await city.StartAsync("transaction", time);
        var clerk = new Clerk(city, "transaction", city["transaction"].Operator);
        var request = Requests.Sale();
        await Details.RefusedAsync(StatusCode.FailedPrecondition, clerk.SignAsync(request));
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        var refused = city.Store("transaction").ReadEnvelopes(1).Single();
        Assert.IsType<SubmitResult.Admitted>(await city.Ordering.SubmitAsync(refused.Bytes, TestCity.Limit));
        Assert.Equal(RecordState.Refused, city.Store("transaction").Find(1)!.State);

        if (restarted)
        {
            await city.StopAsync("transaction");
            await city.StartAsync("transaction");
        }

        await WaitAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(30));
            return city.Store("transaction").Find(1)!.State == RecordState.Recorded;
        });
        Assert.Equal(refused.LeafHash, (await new Clerk(city, "transaction", city["transaction"].Operator).SignAsync(request)).LeafHash.ToByteArray());
        Assert.Empty(await ComparedAsync(city, "transaction"));
        // Outcomes that the ledger can tell again are written soon, not at once.
        await WaitAsync(() => city.Store("transaction").ListOpen().Count == 0);
    }

    [Theory]
    [InlineData("contents", "document")]
    [InlineData("contents-request", "request")]
    [InlineData("contents-party", "party")]
    [InlineData("records", "operator")]
    [InlineData("envelopes", "envelope")]
    public async Task A_record_changed_behind_the_departments_back_is_found_even_when_its_row_hash_was_made_to_fit(string what, string named)
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        await clerk.OpenAsync(Requests.Opening(Requests.Parcel, 1));
        await clerk.OpenAsync(Requests.Opening(serial: 2));
        Assert.Empty(await ComparedAsync(city, "registration"));
        await city.StopAsync("registration");
        await TamperAsync(city.StorePath("registration"), 2, what);

        await city.StartAsync("registration");
        var finding = (await ComparedAsync(city, "registration"))[0];
        Assert.Equal("2", finding.RecordId);
        Assert.Contains(named, finding.MessageEn, StringComparison.Ordinal);
        Assert.NotEqual("", finding.MessageZh);
    }

    [Theory]
    [InlineData("DELETE FROM records WHERE number = 2", "lacks")]
    [InlineData("DELETE FROM envelopes WHERE id / 4096 = 2", "none that the record holds")]
    [InlineData("DELETE FROM contents WHERE number = 2", "gone")]
    public async Task What_was_taken_out_of_the_store_below_the_mark_is_found(string sql, string named)
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        await clerk.OpenAsync(Requests.Opening(Requests.Parcel, 1));
        await clerk.OpenAsync(Requests.Opening(serial: 2));
        await city.StopAsync("registration");
        await using (var raw = new SqliteConnection($"Data Source={city.StorePath("registration")};Pooling=False"))
        {
            raw.Open();
            await using var delete = raw.CreateCommand();
            delete.CommandText = sql;
            Assert.Equal(1, delete.ExecuteNonQuery());
        }

        await city.StartAsync("registration");
        var findings = await ComparedAsync(city, "registration");
        Assert.Contains(findings, finding => finding.RecordId == "2" && finding.MessageEn.Contains(named, StringComparison.Ordinal));
        Assert.DoesNotContain(findings, finding => finding.RecordId == "1");
    }

    private static async Task TamperAsync(string path, long number, string what)
    {
        NewRecord changed;
        await using (var store = SqliteRecordStore.Open(path))
        {
            var record = store.Find(number)!;
            changed = new(number, record.RequestIdHash, record.Row, store.ReadContent(number)!, store.ReadEnvelopes(number).Single());
        }

        switch (what)
        {
            case "contents": changed.Content.Documents[0].Fields.Single(f => f.Name == "address").Value = "莞城街道二号"; break;
            case "contents-request": changed.Content.Request = ByteString.CopyFrom([.. changed.Content.Request.ToByteArray(), 1]); break;
            case "contents-party": changed.Content.Parties[0].Number = "441900188506150022"; break;
            case "records": changed.Row.Operator = ByteString.CopyFrom(new byte[32]); break;
            default: changed.Envelope!.Bytes[^1] ^= 1; break;
        }

        using (var raw = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            raw.Open();
            using var delete = raw.CreateCommand();
            delete.CommandText =
                $"DELETE FROM records WHERE number = {number}; DELETE FROM contents WHERE number = {number}; DELETE FROM envelopes WHERE id / 4096 = {number}; DELETE FROM open_records";
            delete.ExecuteNonQuery();
        }

        await using var again = SqliteRecordStore.Open(path);
        await again.AddAsync(changed, TestCity.Limit);
        again.SetOutcome(number, again.Find(number)!.Outcome!);
    }

    private static async Task<List<RecordFinding>> ComparedAsync(TestCity city, string department)
    {
        var findings = new List<RecordFinding>();
        await foreach (var finding in city.Service<DepartmentRecords>(department).Compare().RunAsync(TestCity.Limit))
            findings.Add(finding);

        return findings;
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        var limit = TestCity.Limit;
        while (!condition())
        {
            limit.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Ordering that cannot be reached.</summary>
    private sealed class DeadOrdering : IOrdering
    {
        public Task<SubmitResult> SubmitAsync(ReadOnlyMemory<byte> envelope, CancellationToken ct)
            => Task.FromException<SubmitResult>(new IOException("connection refused"));

        public IAsyncEnumerable<OrderedBlock> ReadBlocksAsync(ulong from, CancellationToken ct) => throw new IOException("connection refused");
    }

    /// <summary>Takes the first envelope in and answers every later one with the first one's entry.</summary>
    private sealed class LyingOrdering(IOrdering honest) : IOrdering
    {
        private SubmitResult.Admitted? first;

        public async Task<SubmitResult> SubmitAsync(ReadOnlyMemory<byte> envelope, CancellationToken ct)
            => first ??= (SubmitResult.Admitted)await honest.SubmitAsync(envelope, ct);

        public IAsyncEnumerable<OrderedBlock> ReadBlocksAsync(ulong from, CancellationToken ct) => honest.ReadBlocksAsync(from, ct);
    }

    /// <summary>Refuses the first envelope as older than a page of its own invention.</summary>
    private sealed class TimeInventingOrdering(IOrdering honest) : IOrdering
    {
        private bool refused;

        public ulong InventedMs { get; } = (ulong)TimeProvider.System.GetUtcNow().AddYears(50).ToUnixTimeMilliseconds();

        public Task<SubmitResult> SubmitAsync(ReadOnlyMemory<byte> envelope, CancellationToken ct)
        {
            if (refused)
                return honest.SubmitAsync(envelope, ct);

            refused = true;
            var finding = new Finding(ChainRules.Time, Severity.Reject, "时间顺序", "order of time", "早", "younger", [], "重签", "sign anew");
            var page = new PageRead("unit/x", new Page { TimeMs = InventedMs }.ToByteArray());
            return Task.FromResult<SubmitResult>(new SubmitResult.Refused(new Verdict(false, 0, [finding], [page])));
        }

        public IAsyncEnumerable<OrderedBlock> ReadBlocksAsync(ulong from, CancellationToken ct) => honest.ReadBlocksAsync(from, ct);
    }

    /// <summary>The system's clock, some time off.</summary>
    private sealed class ShiftedTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
