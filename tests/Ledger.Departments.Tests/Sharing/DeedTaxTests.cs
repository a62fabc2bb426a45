using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Facts;
using Ledger.V1;
using static Ledger.Departments.Tests.People;
using static Ledger.Departments.Tests.SharingCity;

namespace Ledger.Departments.Tests;

/// <summary>Predicates for the deed tax: a number or a yes leaves the department that keeps the register, and its trace stands before it does.</summary>
public sealed class DeedTaxTests
{
    [Fact]
    public async Task Show_1_Tax_learns_how_many_homes_the_family_owns_and_no_list_the_ledger_shows_the_trace_and_the_owner_sees_it()
    {
        await using var city = await OpenAsync();

        var reply = await city.AskAsync("tax", "registration", city.Homes(Bo, Chen));

        Assert.Equal(AnswerState.Answered, reply.State);
        var answer = AnswerOf(reply);
        Assert.Equal((2UL, SharedAnswer.ValueOneofCase.Number), (answer.Number, answer.ValueCase));
        var trace = TraceOf(reply);
        Assert.Equal((QueryResult.Answered, city.City.City["tax"].Member.CreditCode, SharedField.Title), (trace.Result, trace.Asker, trace.Fields.Single()));
        var authorisation = city.City.Read<AuthorisationPage>(PageKeys.Authorisation(trace.Authorisation))!;
        Assert.Equal(("DEED_TAX", SharingBasis.Duty), (authorisation.Purpose, authorisation.Basis));
        Assert.Equal(SharedHash.OfSubject(reply.SubjectSalt.Span, Flat), authorisation.Subject);

        // The owner has the code from the registry and sees it at any department's counter.
        var traces = await city.TracesAsync("tax", await city.CodeAsync());
        Assert.Equal(1, city.CountOf(traces));
        var told = Assert.Single((await city.TracesAsync("registration", await city.CodeAsync())).Traces);
        Assert.Equal(trace, TraceOf(told.Receipt));
        Assert.Equal(["file QS-2026-0001", "homes", "DEED_TAX"], told.Fields.Select(static shown => shown.Field.Value));
        await city.City.Tax(city.Sale.Taxes.Declare()).Ok();
    }

    [Fact]
    public async Task A_family_without_another_home_owns_none_and_what_is_no_home_does_not_count()
    {
        await using var city = await OpenAsync();

        Assert.Equal(1UL, AnswerOf(await city.AskAsync("tax", "registration", city.Homes(Bo))).Number);
        Assert.Equal(1UL, AnswerOf(await city.AskAsync("tax", "registration", city.Homes(Bo, Dai))).Number);
        Assert.Equal(2UL, AnswerOf(await city.AskAsync("tax", "registration", city.Homes(Bo, Chen, Dai))).Number);
    }

    [Fact]
    public async Task Who_asks_about_a_family_that_buys_nothing_hears_one_word_and_leaves_a_trace()
    {
        await using var city = await OpenAsync();
        SharedQuestion[] questions =
        [
            city.Homes(Chen),
            city.Homes(Bo).With(static q => q.UnitCode = Second),
            city.Homes(Bo).With(q => q.ContractNumber = city.City.ContractNumber()),
            city.Homes(Bo).With(static q => q.UnitCode = "441900004001GB00012F00019999"),
        ];

        foreach (var question in questions)
        {
            var reply = await city.AskAsync("tax", "registration", question);
            Assert.Equal(AnswerState.Refused, reply.State);
            var answer = AnswerOf(reply);
            Assert.Equal((SharingJudge.DoesNotHold.English, SharedAnswer.ValueOneofCase.None), (answer.RefusedEn, answer.ValueCase));
            Assert.Equal((QueryResult.Refused, "", 0UL), (TraceOf(reply).Result, TraceOf(reply).Authorisation, TraceOf(reply).EvidenceSize));
        }
    }

    [Fact]
    public async Task A_price_is_the_filed_one_or_not_net_of_the_tax_in_it()
    {
        await using var city = await OpenAsync();

        Assert.True(AnswerOf(await city.AskAsync("tax", "transaction", city.Price(1_200_000))).Yes);
        Assert.False(AnswerOf(await city.AskAsync("tax", "transaction", city.Price(1_200_001))).Yes);
        var net = city.Price(1_142_857.14m).With(static q => q.VatRate = 5_000);
        Assert.True(AnswerOf(await city.AskAsync("tax", "transaction", net)).Yes);
        Assert.Equal(AnswerState.Refused, (await city.AskAsync("tax", "transaction", city.Price(1_200_000).With(static q => q.UnitCode = Second))).State);
    }

    [Fact]
    public async Task A_certificate_is_live_for_its_own_unit_alone()
    {
        await using var city = await OpenAsync();
        var live = city.City.CertificateOf(An, Flat);

        Assert.True(AnswerOf(await city.AskAsync("tax", "registration", Certificate(live, Flat))).Yes);
        Assert.False(AnswerOf(await city.AskAsync("tax", "registration", Certificate(live, Second))).Yes);
        Assert.False(AnswerOf(await city.AskAsync("tax", "registration", Certificate("粤（2021）东莞不动产权第9999999号", Flat))).Yes);

        static SharedQuestion Certificate(string number, string unit) => new()
        {
            Item = "certificate-live",
            Purpose = "DUTY",
            UnitCode = unit,
            Certificate = new() { Number = number },
            OfficialFile = "F-1",
        };
    }

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer_and_no_second_trace()
    {
        await using var city = await OpenAsync();
        var request = city.Request(city.Homes(Bo));
        var caller = city.City.City["tax"].Operator;

        var first = await city.CallAsync<AskReply>(caller, "registration", "Ask", request);
        var again = await city.CallAsync<AskReply>(caller, "registration", "Ask", request);

        Assert.Equal((first.Answer, first.Salt, TraceOf(first)), (again.Answer, again.Salt, TraceOf(again)));
        Assert.Equal(1, city.CountOf(await city.TracesAsync("registration", await city.CodeAsync())));
        request.Context.DryRun = true;
        request.Context.Id = TestCity.NewContext().Id;
        await Details.RefusedAsync(StatusCode.InvalidArgument, city.CallAsync<AskReply>(caller, "registration", "Ask", request));
    }

    [Fact]
    public async Task An_answer_that_was_erased_is_gone_and_its_trace_stands()
    {
        await using var city = await OpenAsync();
        var request = city.Request(city.Homes(Bo));
        var caller = city.City.City["tax"].Operator;
        await city.CallAsync<AskReply>(caller, "registration", "Ask", request);
        var store = city.City.City.Store("registration");
        var root = city.City.City.Peer.Head.StateRoot;

        Assert.True(await store.EraseAsync(store.ListNewest(1)[0], TestCity.Limit));

        Assert.Equal(root, city.City.City.Peer.Head.StateRoot);
        var told = Assert.Single((await city.TracesAsync("registration", await city.CodeAsync())).Traces);
        Assert.Empty(told.Fields);
        Assert.Equal(QueryResult.Answered, TraceOf(told.Receipt).Result);
    }

    [Fact]
    public async Task Neither_ledger_nor_receipt_holds_a_name_a_number_a_unit_or_the_value_of_a_query()
    {
        await using var city = await OpenAsync();
        var before = city.City.City.Peer.Head.Size;

        var none = TraceOf(await city.AskAsync("tax", "registration", city.Homes(Bo)));
        var two = TraceOf(await city.AskAsync("tax", "registration", city.Homes(Bo, Chen)));
        var refused = TraceOf(await city.AskAsync("tax", "registration", city.Homes(Chen)));

        // Which of them counted more, and how many were asked about, no field tells; two on one unit have nothing in common.
        Assert.Equal(none.EvidenceSize, two.EvidenceSize);
        Assert.Equal(none.Act.Document.Fields, two.Act.Document.Fields);
        Assert.Equal(none.Act.Document.Fields, refused.Act.Document.Fields);
        QueryTraced[] all = [none, two, refused];
        Assert.Equal(3, all.Select(static e => e.Trace).Distinct().Count());
        Assert.Equal(3, all.Select(static e => e.TraceHead).Distinct().Count());
        Assert.All(all, static e => Assert.Equal(1UL, e.TraceCount));
        Assert.Equal(2, all.Select(static e => e.Authorisation).Where(static number => number.Length > 0).Distinct().Count());

        string[] secrets = [Flat, Second, Third, city.Sale.Number, "QS-2026-0001", Bo.DocumentNumber, Bo.Name, Chen.DocumentNumber, Chen.Name];
        var peer = city.City.City.Peer;
        var entries = peer.Reader.ReadEntries(before, peer.Head.Size - before).ToList();
        Assert.All(entries, entry => Assert.All(secrets, secret => Assert.True(entry.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, secret)));
    }
}
