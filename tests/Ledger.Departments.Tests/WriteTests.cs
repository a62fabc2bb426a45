using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments.Tests;

public sealed class WriteTests
{
    [Fact]
    public async Task A_write_is_recorded_with_a_receipt_and_the_consistency_proof_asked_for()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);

        var first = await clerk.OpenAsync(Requests.Opening(Requests.Parcel, 1));
        var before = SizeOf(first);
        var second = await clerk.SendAsync(Requests.Opening(serial: 2), Clerk.Registration, before);

        Assert.Equal(RecordState.Recorded, second.State);
        var entry = EntryCodec.Parse(second.Receipt.Entry.Span);
        Assert.True(EntryCodec.TryParsePayload(entry.Envelope, out var payload, out _));
        var opened = FirstRegistered.Parser.ParseFrom(payload.Events[0].Body);
        Assert.Equal(Requests.Flat, opened.Opening.UnitCode);
        Assert.Equal(city["registration"].Operator.Fingerprint, opened.Act.Operator.ToByteArray());
        Assert.Equal(city["registration"].Operator.Fingerprint, opened.Recording.Recorder.ToByteArray());
        var proof = TlogProof.Parse(second.Receipt.TlogProof);
        var checkpoint = Checkpoint.Parse(proof.Note.Text);
        var old = Checkpoint.Parse(TlogProof.Parse(first.Receipt.TlogProof).Note.Text);
        Assert.Equal(MerkleResult.Valid,
            MerkleVerifier.Inclusion(MerkleHash.Leaf(second.Receipt.Entry.Span), proof.Index, checkpoint.Size, checkpoint.Root.Span, proof.Path));
        Assert.Equal(MerkleResult.Valid,
            MerkleVerifier.Consistency(old.Size, old.Root.Span, checkpoint.Size, checkpoint.Root.Span, [.. second.Consistency.Select(h => h.ToByteArray())]));
        Assert.DoesNotContain("441900188001010016", second.Receipt.Entry.ToStringUtf8(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_write_names_every_failed_rule_and_is_refused_again_under_the_same_id()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        await city.StartAsync("transaction");
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        var clerk = new Clerk(city, "transaction", city["transaction"].Operator);
        Assert.Equal(RecordState.Recorded, (await clerk.SignAsync()).State);

        var again = Requests.Sale("441900B21050000002");
        var refused = await Details.RefusedAsync(StatusCode.FailedPrecondition, clerk.SignAsync(again));
        Assert.Contains(Details.Of<RuleFailure>(refused), f => f.Rule == "C-05" && f.MessageZh.Length > 0 && f.MessageEn.Length > 0);
        var repeated = await Details.RefusedAsync(StatusCode.FailedPrecondition, clerk.SignAsync(again));
        Assert.Equal(Details.Of<RuleFailure>(refused), Details.Of<RuleFailure>(repeated));
    }

    [Fact]
    public async Task The_same_request_twice_gives_the_first_result_and_other_bytes_under_its_id_an_error()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        var request = Requests.Opening();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => clerk.OpenAsync(request)));
        Assert.Single(replies.Select(r => r.RecordId).Distinct(StringComparer.Ordinal));
        Assert.Single(replies.Select(r => r.Receipt.Entry).Distinct());

        var other = Requests.Opening(Requests.Parcel, 3);
        other.Context = request.Context;
        await Details.RefusedAsync(StatusCode.AlreadyExists, clerk.OpenAsync(other));
        Assert.Equal(1UL, (ulong)city.Store("registration").ListNumbers(0, 100).Count);
    }

    [Fact]
    public async Task A_first_use_more_than_five_minutes_off_the_clock_is_refused()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        foreach (var off in new[] { -301_000L, 301_000L })
        {
            var request = Requests.Opening();
            request.Context.TimeMs = (ulong)((long)request.Context.TimeMs + off);
            var refused = await Details.RefusedAsync(StatusCode.InvalidArgument, clerk.OpenAsync(request));
            Assert.Equal("context.time_ms", Details.Of<InputFailure>(refused).Single().Field);
        }

        Assert.Empty(city.Store("registration").ListNumbers(0, 10));
    }

    [Fact]
    public async Task Signatures_over_other_bytes_with_high_s_or_of_another_operator_are_refused()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        const string Method = Clerk.Registration;
        var own = city["registration"].Operator;
        var clerk = new Clerk(city, "registration", own);
        var request = Requests.Opening();
        var other = Requests.Opening(Requests.Parcel);

        await Refused(TestCity.Sign(own, Method, other));
        await Refused(TestCity.Sign(own, Clerk.Transaction, request));
        await Refused(TestCity.Sign(city["registration"].Issue("operator"), Method, request));
        await Refused([]);
        var signature = RequestSignature.Sign(own.Signer, TestCity.Origin, Method, request.ToByteArray());
        var s = new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var order = System.Numerics.BigInteger.Parse(
            "0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", System.Globalization.NumberStyles.HexNumber);
        var high = (order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
        await Refused(new() { { RequestSignature.OperatorHeader, own.Fingerprint },
            { RequestSignature.SignatureHeader, [.. signature[..32], .. new byte[32 - high.Length], .. high] } });
        Assert.Empty(city.Store("registration").ListNumbers(0, 10));

        async Task Refused(Metadata headers)
        {
            var refused = await Details.RefusedAsync(StatusCode.Unauthenticated, clerk.CallAsync(request, Method, headers));
            Assert.Equal(Convert.ToHexStringLower(own.Fingerprint), Details.Of<AccessFailure>(refused).Single().Certificate);
        }
    }

    [Fact]
    public async Task A_batch_is_one_envelope_and_one_that_does_not_fit_is_refused_before_it_is_kept()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        const string Method = Clerk.Registration;

        var reply = await clerk.SendAsync(Batch(3), Method);
        Assert.True(EntryCodec.TryParsePayload(EntryCodec.Parse(reply.Receipt.Entry.Span).Envelope, out var payload, out _));
        Assert.Equal(3, payload.Events.Count);

        var tooLarge = await Details.RefusedAsync(StatusCode.InvalidArgument, clerk.SendAsync(Batch(400, 100), Method));
        Assert.Contains("65535", Details.Of<InputFailure>(tooLarge).Single().Expected, StringComparison.Ordinal);
        Assert.Single(city.Store("registration").ListNumbers(0, 10));

        static RegistrationWriteRequest Batch(int count, int from = 1) => Requests.Write(
            [.. Enumerable.Range(from, count)
                .Select(i => new RegistrationAct { OpenFirstRegistration = Requests.OpeningAct($"441900004001GB00012F0001{i:D4}", i) })]);
    }

    [Fact]
    public async Task Without_the_quorum_a_write_answers_ordered_and_stays_open()
    {
        await using var city = new TestCity("tax") { Limits = new() { ReceiptWait = TimeSpan.FromMilliseconds(200) } };
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);

        var reply = await clerk.OpenUntilAsync(RecordState.Ordered);
        Assert.Null(reply.Receipt);
        Assert.Single(city.Store("registration").ListOpen());
        var view = await new RegistrationService.RegistrationServiceClient(clerk.Invoker)
            .GetRecordAsync(new() { RecordId = reply.RecordId }, cancellationToken: TestCity.Limit);
        Assert.Equal(RecordState.Ordered, view.State);
    }

    [Fact]
    public async Task Records_are_listed_by_page_and_subject_and_watched()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        var client = new RegistrationService.RegistrationServiceClient(clerk.Invoker);
        using var watch = client.WatchRecords(new(), cancellationToken: TestCity.Limit);
        await watch.ResponseHeadersAsync;
        for (var i = 1; i <= 5; i++)
            await clerk.OpenAsync(Requests.Opening($"441900004001GB00012F0001{i:D4}", i));

        var first = await client.ListRecordsAsync(new() { PageSize = 3 }, cancellationToken: TestCity.Limit);
        var rest = await client.ListRecordsAsync(new() { PageSize = 3, PageToken = first.NextPageToken }, cancellationToken: TestCity.Limit);
        Assert.Equal((3, 2, ""), (first.Records.Count, rest.Records.Count, rest.NextPageToken));
        Assert.Contains(first.Records[0].Fields, f => f is { Name: "address", Value: "莞城街道一号" });
        var one = await client.ListRecordsAsync(new() { Subject = "441900004001GB00012F00010004" }, cancellationToken: TestCity.Limit);
        Assert.Equal("441900004001GB00012F00010004", Assert.Single(one.Records).Subjects.Single());
        await Details.RefusedAsync(StatusCode.InvalidArgument,
            client.ListRecordsAsync(new() { PageSize = 1001 }, cancellationToken: TestCity.Limit).ResponseAsync);

        var recorded = new HashSet<string>(StringComparer.Ordinal);
        while (recorded.Count < 5 && await watch.ResponseStream.MoveNext(TestCity.Limit))
        {
            if (watch.ResponseStream.Current.State == RecordState.Recorded)
                recorded.Add(watch.ResponseStream.Current.RecordId);
        }

        Assert.Equal(5, recorded.Count);
    }

    internal static ulong SizeOf(WriteReply reply) => Checkpoint.Parse(TlogProof.Parse(reply.Receipt.TlogProof).Note.Text).Size;
}
