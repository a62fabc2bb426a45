using Google.Protobuf;
using Grpc.Core;
using Ledger.Facts;
using Ledger.V1;
using static Ledger.Departments.Tests.People;
using static Ledger.Departments.Tests.SharingCity;

namespace Ledger.Departments.Tests;

/// <summary>A bank asks on an owner's authorisation, and learns what it allows while it does.</summary>
public sealed class BankQuestionTests
{
    [Fact]
    public async Task Show_2_A_bank_learns_the_fields_authorised_while_they_are_and_nothing_before_or_after()
    {
        await using var city = await OpenAsync();
        var invented = new OwnersAuthorisation { Number = "QAB20260302000001", Salt = ByteString.CopyFrom(new byte[32]) };
        await RefusedAsync(city, "bank-a", Liens(invented));

        var given = await city.AuthoriseAsync("bank-a", SharedField.Lien);
        var reply = await city.AskAsync("bank-a", "registration", Liens(given));
        Assert.Equal(AnswerState.Answered, reply.State);
        var file = AnswerOf(reply).Certificate.ToStringUtf8();
        Assert.Contains("\"kind\": \"lien\"", file, StringComparison.Ordinal);
        Assert.DoesNotContain("unit/" + Flat, file, StringComparison.Ordinal);
        Assert.Equal(given.Number, TraceOf(reply).Authorisation);

        // Neither title, nor another unit, nor another purpose, nor another bank, nor without its salt.
        await RefusedAsync(city, "bank-a", Liens(given, item: "title"));
        await RefusedAsync(city, "bank-a", Liens(given, unit: Second));
        await RefusedAsync(city, "bank-b", Liens(given));
        await RefusedAsync(city, "bank-a", Liens(new() { Number = given.Number, Salt = ByteString.CopyFrom(new byte[32]) }));

        city.City.At("2026-04-01 00:01");
        await RefusedAsync(city, "bank-a", Liens(given));
    }

    [Fact]
    public async Task Another_purpose_is_an_officers_and_his_grant_does_not_stretch_the_owners_word()
    {
        await using var city = await OpenAsync();
        var given = await city.AuthoriseAsync("bank-a", SharedField.Lien);
        var request = city.Request(Liens(given, purpose: "MARKETING"));
        var bank = city.City.City["bank-a"].Operator;
        var waiting = await city.CallAsync<AskReply>(bank, "registration", "Ask", request);
        Assert.Equal(AnswerState.Waiting, waiting.State);

        await city.DecideAsync("registration", await QuestionAsync(city), grant: true);

        var reply = await city.CallAsync<AskReply>(bank, "registration", "Ask", request);
        Assert.Equal((AnswerState.Refused, SharingJudge.DoesNotHold.English), (reply.State, AnswerOf(reply).RefusedEn));
    }

    [Fact]
    public async Task A_revoked_authorisation_opens_nothing()
    {
        await using var city = await OpenAsync();
        var given = await city.AuthoriseAsync("bank-a", SharedField.Lien);
        Assert.Equal(AnswerState.Answered, (await city.AskAsync("bank-a", "registration", Liens(given))).State);
        var other = await city.AuthoriseAsync("bank-a", SharedField.Title);

        await city.AuthoriseAsync("bank-a", SharedField.Lien, last: "", change: r => r.Revokes = given.Number);

        await RefusedAsync(city, "bank-a", Liens(given));
        Assert.Equal(AnswerState.Answered, (await city.AskAsync("bank-a", "registration", Liens(other, item: "title"))).State);
    }

    [Fact]
    public async Task Only_a_registered_owner_authorises_and_not_for_ever()
    {
        await using var city = await OpenAsync();

        var stranger = await Details.RefusedAsync(
            StatusCode.InvalidArgument, city.AuthoriseAsync("bank-a", SharedField.Lien, change: static r => r.Owner = Bo));
        Assert.Equal("owner", Assert.Single(Details.Of<InputFailure>(stranger)).Field);
        var forEver = await Details.RefusedAsync(StatusCode.InvalidArgument, city.AuthoriseAsync("bank-a", SharedField.Lien, last: "2026-06-01"));
        Assert.Equal("last_day", Assert.Single(Details.Of<InputFailure>(forEver)).Field);
        Assert.NotEmpty((await city.AuthoriseAsync("bank-a", SharedField.Lien, last: "2026-05-31")).Number);
    }

    [Fact]
    public async Task A_bank_has_no_official_file_and_what_it_may_be_refused_is_counted()
    {
        await using var city = await OpenAsync();
        var question = city.Homes(Bo);
        var refused = await Details.RefusedAsync(StatusCode.InvalidArgument, city.AskAsync("bank-a", "registration", question));
        Assert.Equal("question.official_file", Assert.Single(Details.Of<InputFailure>(refused)).Field);

        await city.City.City.StopAsync("registration");
        city.City.City.Limits = new() { RefusedPerDay = 1 };
        await city.City.City.StartAsync("registration");
        var invented = new OwnersAuthorisation { Number = "QAB20260302000001", Salt = ByteString.CopyFrom(new byte[32]) };
        await RefusedAsync(city, "bank-a", Liens(invented));
        await Details.RefusedAsync(StatusCode.ResourceExhausted, city.AskAsync("bank-a", "registration", Liens(invented)));
    }

    internal static async Task<string> QuestionAsync(SharingCity city)
        => Assert.Single((await city.CallAsync<ListQuestionsReply>(
            city.City.City["registration"].Operator, "registration", "ListQuestions", new ListQuestionsRequest())).Questions).QuestionId;

    private static async Task RefusedAsync(SharingCity city, string bank, SharedQuestion question)
    {
        var reply = await city.AskAsync(bank, "registration", question);
        var answer = AnswerOf(reply);
        Assert.Equal((AnswerState.Refused, SharingJudge.DoesNotHold.English), (reply.State, answer.RefusedEn));
        Assert.Equal(SharedAnswer.ValueOneofCase.None, answer.ValueCase);
    }
}
