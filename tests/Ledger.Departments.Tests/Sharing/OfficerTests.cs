using Grpc.Core;
using Ledger.Facts;
using Ledger.V1;
using static Ledger.Departments.Tests.SharingCity;

namespace Ledger.Departments.Tests;

/// <summary>What no rule of the catalogue answers an officer decides about, in working days.</summary>
public sealed class OfficerTests
{
    [Fact]
    public async Task An_officer_has_two_working_days_to_decide_and_five_to_answer()
    {
        await using var city = await OpenAsync();
        city.City.At("2026-03-06 15:00");
        var request = city.Request(Title());

        // Asked on a Friday.
        var waiting = await AskAsync(city, request);
        Assert.Equal((AnswerState.Waiting, 20260310U, 20260313U), (waiting.State, waiting.DecideBy, waiting.AnswerBy));
        Assert.True(waiting.Answer.IsEmpty);
        city.City.At("2026-03-10 17:00");
        Assert.False((await QuestionAsync(city)).Overdue);
        city.City.At("2026-03-11 09:00");
        var question = await QuestionAsync(city);
        Assert.Equal((true, "tax", Title()), (question.Overdue, question.Organisation, question.Question));

        await city.DecideAsync("registration", question.QuestionId, grant: true);

        var reply = await AskAsync(city, request);
        Assert.Equal(AnswerState.Answered, reply.State);
        Assert.Contains("\"kind\": \"title\"", AnswerOf(reply).Certificate.ToStringUtf8(), StringComparison.Ordinal);
        Assert.Equal(city.City.City["registration"].Operator.Fingerprint, TraceOf(reply).Act.Operator.ToByteArray());
        await Details.RefusedAsync(StatusCode.FailedPrecondition, city.DecideAsync("registration", question.QuestionId, grant: false, "late"));
    }

    [Fact]
    public async Task A_refusal_has_its_reason_which_the_asker_sees_and_the_ledger_holds_as_a_hash()
    {
        await using var city = await OpenAsync();
        var request = city.Request(Title());
        await AskAsync(city, request);
        var question = (await QuestionAsync(city)).QuestionId;
        var without = await Details.RefusedAsync(StatusCode.InvalidArgument, city.DecideAsync("registration", question, grant: false));
        Assert.Equal("reason", Assert.Single(Details.Of<InputFailure>(without)).Field);

        await city.DecideAsync("registration", question, grant: false, "与职责无关");

        var reply = await AskAsync(city, request);
        Assert.Equal((AnswerState.Refused, "与职责无关"), (reply.State, AnswerOf(reply).RefusedZh));
        Assert.Equal(QueryResult.Refused, TraceOf(reply).Result);
        Assert.Equal(1, city.CountOf(await city.TracesAsync("registration", await city.CodeAsync())));
    }

    [Fact]
    public async Task Of_two_officers_who_decide_at_the_same_moment_one_does()
    {
        await using var city = await OpenAsync();
        await AskAsync(city, city.Request(Title()));
        var question = (await QuestionAsync(city)).QuestionId;

        var decisions = Enumerable.Range(0, 4).Select(i => city.DecideAsync("registration", question, grant: i % 2 == 0, "与职责无关")).ToList();
        await Task.WhenAll(decisions).ContinueWith(static _ => { }, TaskScheduler.Default);

        Assert.Single(decisions.Select(static decision => decision.IsCompletedSuccessfully), static done => done);
        Assert.Equal(1, city.CountOf(await city.TracesAsync("registration", await city.CodeAsync())));
    }

    [Fact]
    public async Task A_question_that_waits_survives_a_restart()
    {
        await using var city = await OpenAsync();
        var request = city.Request(Title());
        await AskAsync(city, request);

        await city.City.City.StopAsync("registration");
        await city.City.City.StartAsync("registration");

        Assert.Equal(AnswerState.Waiting, (await AskAsync(city, request)).State);
        await city.DecideAsync("registration", (await QuestionAsync(city)).QuestionId, grant: true);
        Assert.Equal(AnswerState.Answered, (await AskAsync(city, request)).State);
    }

    private static SharedQuestion Title() => new() { Item = "title", Purpose = "SURVEY", UnitCode = Flat, OfficialFile = "F-2026-7" };

    private static Task<AskReply> AskAsync(SharingCity city, AskRequest request)
        => city.CallAsync<AskReply>(city.City.City["tax"].Operator, "registration", "Ask", request);

    private static async Task<QuestionView> QuestionAsync(SharingCity city) => Assert.Single((await city.CallAsync<ListQuestionsReply>(
        city.City.City["registration"].Operator, "registration", "ListQuestions", new ListQuestionsRequest())).Questions);
}
