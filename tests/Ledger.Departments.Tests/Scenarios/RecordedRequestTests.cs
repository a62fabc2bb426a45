using Google.Protobuf;
using Grpc.Core;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>What was asked for of the recorded acts of a day, in clear text, for the registry's messages.</summary>
public sealed class RecordedRequestTests
{
    private const string Flat = "441900004001GB00012F00010101";
    private const string Second = "441900004001GB00012F00010102";

    [Fact]
    public async Task Staff_with_the_duty_to_record_reads_the_requests_of_a_day_page_by_page_each_bound_to_its_entry()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Second, Chen));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await sale.TaxedAsync();
        city.At("2026-03-03 10:00");
        var file = sale.Case();
        await city.AtOnce(file, sale.Transfer(file)).Ok();
        city.At("2026-03-04 09:00");
        await city.Registration(new Court(city, Second, Chen).Enter("（2026）粤1971执保1号")).Ok();

        var found = Assert.Single(await AllAsync(city, "registration", new() { FromDay = 20260303, ToDay = 20260303 }));

        var request = RegistrationWriteRequest.Parser.ParseFrom(found.Request);
        Assert.Equal(Bo, Assert.Single(Assert.Single(request.Acts[2].RecordTransfer.Units).Buyers).Party);
        var payload = Payload.Parser.ParseFrom(EntryCodec.Parse(found.Receipt.Entry.Span).Envelope.Payload);
        var recorded = TransferRecorded.Parser.ParseFrom(payload.Events[2].Body);
        Assert.Equal(RequestText.Hash(TestCity.Origin, Clerk.Registration, found.Request.Span), recorded.Act.RequestHash.ToByteArray());
        Assert.Equal("registration someone", found.Staff.Single(known => known.Fingerprint.Equals(recorded.Act.Operator)).Name);

        // The transfer and the seizure; the openings bear the day of the old book.
        Assert.Equal(2, (await AllAsync(city, "registration", new() { FromDay = 20260303, PageSize = 1 })).Count);
        Assert.Empty(await AllAsync(city, "registration", new() { FromDay = 20260305 }));
        Assert.Equal(2, (await AllAsync(city, "registration", new() { Subject = Second })).Count);
        Assert.Equal(2, (await AllAsync(city, "registration", new() { FromDay = 20180302, ToDay = 20180302 })).Count);
    }

    [Fact]
    public async Task Who_has_not_the_duty_to_record_is_told_so_and_every_reading_is_kept()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));

        // One who is not enrolled, and one who is, for another duty.
        var acceptor = city.City["registration"].Issue("operator");
        await city.EnrolAsync((acceptor, [StaffDuty.Accept]));
        foreach (var other in new[] { city.City["registration"].Issue("operator"), acceptor })
        {
            var refused = await Assert.ThrowsAsync<RpcException>(
                async () => await PageAsync(city.City.Connect("registration", other), new()));
            Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
            var failure = Assert.Single(Details.Of<AccessFailure>(refused));
            Assert.Contains("has no duty RECORD today", failure.MessageEn, StringComparison.Ordinal);
            Assert.Contains("没有登簿职责", failure.MessageZh, StringComparison.Ordinal);
        }

        Assert.Empty(city.City.Store("registration").ListUses(0, 100));
        await PageAsync(city.City.Connect("registration", city.City["registration"].Operator), new() { Subject = Flat });
        var (_, use) = Assert.Single(city.City.Store("registration").ListUses(0, 100));
        Assert.Equal("/ledger.v1.RegistrationService/ListRecordedRequests", use.Method);
        Assert.EndsWith(Flat, use.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_is_none_and_a_period_that_ends_before_it_begins_are_faults_of_the_input()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        var invoker = city.City.Connect("registration", city.City["registration"].Operator);

        await Details.RefusedAsync(StatusCode.InvalidArgument, PageAsync(invoker, new() { FromDay = 20260230 }));
        await Details.RefusedAsync(StatusCode.InvalidArgument, PageAsync(invoker, new() { FromDay = 20260302, ToDay = 20260301 }));
    }

    private static async Task<List<RecordedRequest>> AllAsync(ScenarioCity city, string department, ListRecordedRequestsRequest request)
    {
        var invoker = city.City.Connect(department, city.City[department].Operator);
        var all = new List<RecordedRequest>();
        do
        {
            var page = await PageAsync(invoker, request);
            Assert.True(request.PageSize == 0 || page.Requests.Count <= request.PageSize);
            all.AddRange(page.Requests);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    private static async Task<ListRecordedRequestsReply> PageAsync(CallInvoker invoker, ListRecordedRequestsRequest request)
        => await new RegistrationService.RegistrationServiceClient(invoker).ListRecordedRequestsAsync(request, cancellationToken: TestCity.Limit);
}
