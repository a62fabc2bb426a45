using Grpc.Core;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>The log searched from a node's own index.</summary>
public sealed class EntrySearchTests
{
    private const string Flat = "441900004001GB00012F00010101";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_names_a_unit_is_found_the_newest_first_page_by_page_and_in_the_log_and_an_index_that_is_lost_is_made_anew()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        var sale = await SoldAsync(city);
        var all = await AllAsync(city);

        var expected = all.Where(static envelope => envelope.Names(Flat)).Select(static envelope => envelope.Index).Reverse().ToList();
        Assert.True(expected.Count >= 2);
        Assert.Equal(expected, await PagesAsync(city, new() { Subject = Flat, PageSize = 1 }));
        Assert.Equal(expected, await PagesAsync(city, new() { Subject = Flat }));
        Assert.Equal(Places(all, envelope => envelope.Names(sale.Number)), await PagesAsync(city, new() { Subject = sale.Number, PageSize = 2 }));
        Assert.Equal(
            Places(all, static envelope => envelope.Events.Any(static e => e.Name == nameof(ContractSigned))),
            await PagesAsync(city, new() { Event = nameof(ContractSigned), Signer = "transaction", FromDay = 20260302, ToDay = 20260302 }));
        Assert.Empty(await PagesAsync(city, new() { Event = nameof(ContractSigned), Signer = "tax" }));
        Assert.Empty(await PagesAsync(city, new() { FromDay = 20260303 }));
        Assert.Equal(Places(all, static _ => true), await PagesAsync(city, new()));

        await city.City.StopAsync("registration");
        await File.WriteAllTextAsync(city.City.StorePath("registration") + ".entries", "not a database", Ct);
        await city.City.StartAsync("registration");
        Assert.Equal(expected, await PagesAsync(city, new() { Subject = Flat }));
    }

    [Fact]
    public async Task While_the_index_lags_nothing_is_answered_for_all()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await PagesAsync(city, new());
        var indexer = city.City.Service<EntryIndexer>("registration");
        await indexer.StopAsync(Ct);
        await city.OpenAsync(city.Unit(Flat, An));

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await Client(city, "registration").SearchEntriesAsync(new(), cancellationToken: Ct));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);

        await indexer.StartAsync(Ct);
        Assert.NotEmpty(await PagesAsync(city, new() { Subject = Flat }));
    }

    [Theory]
    [InlineData("operators", 0, 0, 0, "0A0B0C0D")]
    [InlineData("operators", 0, 0, 0, "0a0b0c0")]
    [InlineData("from_day", 20260230, 0, 0, null)]
    [InlineData("to_day", 0, 7, 0, null)]
    [InlineData("page_size", 0, 0, 1001, null)]
    public async Task What_cannot_be_asked_is_an_input_error_that_names_the_field(string field, int from, int to, int size, string? print)
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        var request = new SearchEntriesRequest { FromDay = (uint)from, ToDay = (uint)to, PageSize = (uint)size };
        if (print is not null)
            request.Operators.Add(print);

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await Client(city, "registration").SearchEntriesAsync(request, cancellationToken: Ct));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Equal(field, Assert.Single(Details.Of<InputFailure>(refused)).Field);
    }

    private static async Task<Sale> SoldAsync(ScenarioCity city)
    {
        await city.OpenAsync(city.Unit(Flat, An));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await sale.FiledAsync();
        return sale;
    }

    private static IEnumerable<ulong> Places(IEnumerable<RecordedEnvelope> all, Func<RecordedEnvelope, bool> wanted) =>
        all.Where(wanted).Select(static envelope => envelope.Index).Reverse();

    private static async Task<List<RecordedEnvelope>> AllAsync(ScenarioCity city)
    {
        using var reading = Client(city, "registration").ReadEntries(new ReadEntriesRequest(), cancellationToken: Ct);
        var all = new List<RecordedEnvelope>();
        await foreach (var raw in reading.ResponseStream.ReadAllAsync(Ct))
        {
            if (RecordedEnvelope.Of(raw.Index, raw.Entry.Span) is { } envelope)
                all.Add(envelope);
        }

        return all;
    }

    /// <summary>Reads all pages; each entry is in the tree of its answer's checkpoint.</summary>
    private static async Task<List<ulong>> PagesAsync(ScenarioCity city, SearchEntriesRequest request)
    {
        var found = new List<ulong>();
        do
        {
            var reply = await SearchAsync(Client(city, "registration"), request);
            var checkpoint = Checkpoint.Parse(SignedNote.Parse(reply.Note).Text);
            foreach (var entry in reply.Entries)
            {
                List<byte[]> path = [.. entry.Path.Select(static hash => hash.ToByteArray())];
                Assert.Equal(
                    MerkleResult.Valid,
                    MerkleVerifier.Inclusion(EntryCodec.LeafHash(entry.Entry.Span), entry.Index, checkpoint.Size, checkpoint.Root.Span, path));
                found.Add(entry.Index);
            }

            Assert.True(request.PageSize == 0 || reply.Entries.Count <= request.PageSize);
            request.Before = reply.NextBefore;
        }
        while (request.Before > 0);
        return found;
    }

    // The index follows behind the blocks: on a busy machine a call may come too early and is told to come again.
    private static async Task<SearchEntriesReply> SearchAsync(LedgerService.LedgerServiceClient client, SearchEntriesRequest request)
    {
        while (true)
        {
            try
            {
                return await client.SearchEntriesAsync(request, cancellationToken: Ct);
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
            {
                await Task.Delay(50, Ct);
            }
        }
    }

    private static LedgerService.LedgerServiceClient Client(ScenarioCity city, string department) =>
        new(city.City.Connect(department, city.City[department].Operator));
}
