using Ledger.V1;

namespace Ledger.Chain.Tests;

public sealed class VerdictMessageTests
{
    private static readonly Finding Failed = new(
        "C-05", Severity.Exception, "名称", "name", "消息", "message", [new("标签 / label", "1", "unit/1", "ab"), new("x", "2", "event.x")], "建议", "advice");

    [Fact]
    public void A_refusal_comes_back_as_it_was()
    {
        var verdict = new Verdict(false, 3, [Failed, Failed with { Severity = Severity.Warning, Acknowledged = true }],
            [new("unit/1", [1, 2]), new("unit/2", null)]);
        var message = VerdictMessages.ToMessage(verdict);
        var back = VerdictMessages.ToVerdict(RefusedVerdict.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(message)));
        Assert.Equal(message, VerdictMessages.ToMessage(back));
        Assert.Equal(verdict.Findings.Select(f => (f.Rule, f.Severity, f.Acknowledged, f.Refuses)),
            back.Findings.Select(f => (f.Rule, f.Severity, f.Acknowledged, f.Refuses)));
        Assert.Equal(Failed.Values, back.Findings[0].Values);
        Assert.Equal(["unit/1", "unit/2"], back.Reads.Select(read => read.Key));
        Assert.Null(back.Reads[1].Page);
        Assert.All(message.Failures, failure => Assert.Equal(3U, failure.Event));
    }

    [Fact]
    public void A_severity_of_a_later_version_refuses()
    {
        var message = VerdictMessages.ToMessage(Failed);
        message.Severity = "DISASTER";
        Assert.True(VerdictMessages.ToFinding(message).Refuses);
    }

    [Fact]
    public void An_outcome_names_pages_only_when_asked_or_refused()
    {
        var leaf = new byte[32];
        var accepted = new Judgement(JudgementOutcome.Accepted,
            new Verdict(true, -1, [Failed with { Severity = Severity.Information }], [new("unit/1", [1])]), []);
        Assert.Empty(VerdictMessages.ToMessage(accepted, leaf, withReads: false).Accepted.Reads);
        Assert.Single(VerdictMessages.ToMessage(accepted, leaf, withReads: true).Accepted.Reads);
        Assert.Single(VerdictMessages.ToMessage(accepted, leaf, withReads: false).Accepted.Findings);
        var refused = new Judgement(JudgementOutcome.Refused, new Verdict(false, 0, [Failed], [new("unit/1", [1])]), []);
        Assert.Single(VerdictMessages.ToMessage(refused, leaf, withReads: false).Refused.Reads);
        var conflict = new Judgement(JudgementOutcome.Conflict, new Verdict(false, -1, [], []), [], [7]);
        Assert.Equal([7], VerdictMessages.ToMessage(conflict, leaf, withReads: true).ConflictWith.ToByteArray());
    }
}
