using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Client.Tests;

/// <summary>Which answers of another department are believed, with a receipt that is true by itself.</summary>
public sealed class SharedAnswerTests
{
    private const ulong Asked = 1_772_413_200_000;
    private const ulong Minute = 60_000;

    private static readonly ByteString Salt = ByteString.CopyFrom(new byte[SharedHash.SaltSize]);

    [Theory]
    [InlineData(Asked)]
    [InlineData(Asked + (60 * Minute))]
    [InlineData(Asked - (5 * Minute))]
    public void An_answer_to_the_question_as_it_was_put_is_believed(ulong answered)
    {
        var (answer, trace) = Read(answered, Question());

        Assert.True(answer.Yes);
        Assert.Equal(answered, trace.AnsweredMs);
    }

    [Fact]
    public void The_answer_to_the_same_question_of_before_is_not_believed_again()
        => Assert.Equal("answer.old", Assert.Throws<UntrustedReplyException>(() => Read(Asked - (5 * Minute) - 1, Question())).Fault.Code);

    [Fact]
    public void The_answer_to_another_question_is_not_believed()
    {
        var other = Question();
        other.OfficialFile = "QS-2026-0002";

        Assert.Equal("answer.question", Assert.Throws<UntrustedReplyException>(() => Read(Asked, other)).Fault.Code);
    }

    [Fact]
    public void Who_repeats_anothers_receipt_takes_away_nothing_that_was_shown_of_it()
    {
        var query = new QueryTraced { Trace = Salt };
        var told = new Dictionary<ByteString, OwnersTrace>();
        var whole = new OwnersTrace(0, query, "registration", new Dictionary<string, string>(StringComparer.Ordinal) { ["share.purpose"] = "LOAN" });
        var bare = new OwnersTrace(0, query, "registration", new Dictionary<string, string>(StringComparer.Ordinal));

        foreach (var one in new[] { bare, whole, bare })
            TraceReader.Keep(told, one);

        Assert.Same(whole, Assert.Single(told).Value);
    }

    private static (SharedAnswer Answer, QueryTraced Trace) Read(ulong answeredMs, SharedQuestion answered)
    {
        var answer = new SharedAnswer { Yes = true, AnsweredMs = answeredMs, QuestionSha256 = ByteString.CopyFrom(SHA256.HashData(answered.ToByteArray())) }
            .ToByteString();
        var trace = new QueryTraced { AnsweredMs = answeredMs, Result = QueryResult.Answered, Answer = SharedHash.OfAnswer(Salt.Span, answer.Span) };
        var payload = new Payload { Events = { new Event { Type = QueryTraced.Descriptor.FullName, Body = trace.ToByteString() } } };
        return SharingClient.AnswerOf(
            new AskRequest { Context = new() { TimeMs = Asked }, Question = Question() },
            new AskReply { State = AnswerState.Answered, Answer = answer, Salt = Salt },
            payload);
    }

    private static SharedQuestion Question()
        => new() { Item = "certificate-live", Purpose = "LOAN", UnitCode = "441900004001GB00012F00010101", OfficialFile = "QS-2026-0001" };
}
