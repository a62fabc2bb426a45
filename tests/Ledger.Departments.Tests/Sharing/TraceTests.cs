using Grpc.Core;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;
using static Ledger.Departments.Tests.People;
using static Ledger.Departments.Tests.SharingCity;

namespace Ledger.Departments.Tests;

/// <summary>The owner sees who asked: all of it, and nobody else any of it.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task Queries_that_several_departments_answered_stand_one_after_another_on_the_unit()
    {
        await using var city = await OpenAsync();
        await city.AskAsync("tax", "registration", city.Homes(Bo));
        await city.AskAsync("tax", "transaction", city.Price(1_200_000));
        await city.AskAsync("tax", "registration", city.Homes(Chen));
        var code = await city.CodeAsync();

        var registration = await city.TracesAsync("registration", code);
        var transaction = await city.TracesAsync("transaction", code);

        Assert.Equal((2, 1), (registration.Traces.Count, transaction.Traces.Count));
        Assert.Equal(registration.Secrets, transaction.Secrets);

        // One that nobody told of would show: three pages, and the ones told are fewer.
        Assert.Equal(3, city.CountOf(registration));
        var trace = new UnitTrace(registration.Secrets[0].Epoch, registration.Secrets[0].Secret.ToByteArray());
        Assert.Equal(trace.Of(2), TraceOf(transaction.Traces[0].Receipt).Trace);
        Assert.Equal([trace.Of(1), trace.Of(3)], registration.Traces.Select(static told => TraceOf(told.Receipt).Trace));
    }

    [Fact]
    public async Task Queries_of_one_moment_on_one_unit_are_all_traced()
    {
        await using var city = await OpenAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => city.AskAsync("tax", "registration", city.Homes(Bo))));

        Assert.All(replies, static reply => Assert.Equal(AnswerState.Answered, reply.State));
        Assert.Equal(6, city.CountOf(await city.TracesAsync("registration", await city.CodeAsync())));
    }

    [Fact]
    public void Who_writes_a_trace_ahead_of_its_turn_draws_no_later_one_behind_a_gap()
    {
        using var keys = new UnitKeyring(new Dictionary<uint, byte[]> { [1] = new byte[32] });
        var unit = UnitCode.Parse(Flat);
        var trace = keys.Current.TraceOf(unit);
        var pages = new WrittenAhead([.. new ulong[] { 1, 2, 4, 8 }.Select(number => PageKeys.Trace(trace.Of(number).Span))]);
        var traces = new UnitTraces(pages, keys);

        Assert.Equal(trace.Of(3), traces.Next(unit));
        pages.Keys.Add(PageKeys.Trace(trace.Of(3).Span));
        Assert.Equal(trace.Of(5), traces.Next(unit));
    }

    [Fact]
    public async Task A_code_opens_its_own_unit_and_a_former_owners_nothing()
    {
        await using var city = await OpenAsync();
        var code = await city.CodeAsync();
        await city.TracesAsync("tax", code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));

        await Details.RefusedAsync(StatusCode.PermissionDenied, city.TracesAsync("tax", code, Second));
        await Details.RefusedAsync(StatusCode.PermissionDenied, city.TracesAsync("tax", code[..^1] + (code[^1] == '0' ? '1' : '0')));
        await Details.RefusedAsync(StatusCode.PermissionDenied, city.TracesAsync("tax", code, "441900004001GB00012F00019999"));
        await Details.RefusedAsync(
            StatusCode.PermissionDenied,
            city.CallAsync<ListTracesReply>(
                city.City.City["bank-a"].Operator, "tax", "ListTraces", new ListTracesRequest { Context = city.Context(), UnitCode = Flat, Code = code }));

        await city.Sale.Taxes.PaidAsync();
        var file = city.Sale.Case();
        await city.City.Registration(file.Application, file.Review, city.Sale.Transfer(file)).Ok();
        await Details.RefusedAsync(StatusCode.PermissionDenied, city.TracesAsync("tax", code));
        Assert.NotEqual(code, await city.CodeAsync());
    }

    [Fact]
    public async Task Through_the_chaincode_a_query_writes_pages_of_its_own_and_none_that_another_act_writes()
    {
        await using var city = await OpenAsync();
        var before = city.City.Fabric.Range("", "", "").ToDictionary(static page => page.Key, static page => page.Value, StringComparer.Ordinal);
        var compared = city.City.Compared;

        await city.AskAsync("tax", "registration", city.Homes(Bo));
        await city.AskAsync("tax", "registration", city.Homes(Bo));
        await city.AskAsync("tax", "transaction", city.Price(1));

        Assert.Equal(compared.Recorded + 3, city.City.Compared.Recorded);
        var written = city.City.Fabric.Range("", "", "")
            .Where(page => !before.TryGetValue(page.Key, out var known) || !known.AsSpan().SequenceEqual(page.Value)).Select(static page => page.Key).ToList();
        Assert.Equal(3, written.Count(static key => key.StartsWith("auth/", StringComparison.Ordinal)));
        Assert.Equal(3, written.Count(static key => key.StartsWith("trace/", StringComparison.Ordinal)));
        Assert.All(written, key => Assert.False(before.ContainsKey(key), key));
    }

    private sealed class WrittenAhead(HashSet<string> keys) : IPageReader
    {
        public HashSet<string> Keys => keys;

        public Page? ReadPage(string key) => keys.Contains(key) ? new Page() : null;
    }
}
