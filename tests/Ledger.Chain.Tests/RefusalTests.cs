
namespace Ledger.Chain.Tests;

/// <summary>The line of text in which the ledger's chaincode says why it does not endorse.</summary>
public sealed class RefusalTests
{
    private static readonly byte[] Hash = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void A_refusal_names_each_refusing_rule_once_and_comes_back()
    {
        var verdict = new Verdict(
            false, 0, [Finding("C-05", Severity.Reject), Finding("F-07", Severity.Information), Finding("C-19", Severity.Exception),
                Finding("C-05", Severity.Reject)], []);
        var line = SubmitRefusal.Of(new Judgement(JudgementOutcome.Refused, verdict, [])).ToString();
        Assert.Equal("REFUSED C-05 C-19: C-05 规则 / a rule; C-19 规则 / a rule", line);
        Assert.True(SubmitRefusal.TryParse(line, out var refusal));
        Assert.Equal(RefusalKind.Refused, refusal.Kind);
        Assert.Equal(["C-05", "C-19"], refusal.Values);
    }

    [Theory]
    [InlineData(JudgementOutcome.Duplicate, RefusalKind.Duplicate)]
    [InlineData(JudgementOutcome.Conflict, RefusalKind.Conflict)]
    public void The_leaf_hash_recorded_comes_back_also_behind_the_gateways_words(JudgementOutcome outcome, RefusalKind kind)
    {
        var line = SubmitRefusal.Of(new Judgement(outcome, new Verdict(false, -1, [], []), [], Hash)).ToString();
        Assert.True(SubmitRefusal.TryParse("chaincode response 409, " + line, out var refusal));
        Assert.Equal(kind, refusal.Kind);
        Assert.Equal([Convert.ToHexStringLower(Hash)], refusal.Values);
    }

    [Fact]
    public void More_rules_than_a_line_bears_are_cut()
    {
        var findings = Enumerable.Range(0, 30).Select(i => Finding($"C-{i:00}", Severity.Reject)).ToList();
        var line = SubmitRefusal.Of(new Judgement(JudgementOutcome.Refused, new Verdict(false, 0, findings, []), [])).ToString();
        Assert.True(SubmitRefusal.TryParse(line, out var refusal));
        Assert.Equal(12, refusal.Values.Count);
        Assert.EndsWith("…", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("REFUSED: no rule")]
    [InlineData("DUPLICATE: no hash")]
    [InlineData("DUPLICATE 00: short")]
    [InlineData("WHATEVER C-05: text")]
    [InlineData("The chaincode failed: InvalidOperationException: text")]
    [InlineData("UNFOUNDED C-05: text")]
    public void Another_line_is_no_refusal(string line) => Assert.False(SubmitRefusal.TryParse(line, out _));

    private static Finding Finding(string rule, Severity severity) => new(rule, severity, "规则", "a rule", "", "", [], "", "");
}
