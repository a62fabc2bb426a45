using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>What became of acts in a scenario.</summary>
/// <param name="Recorded">Whether they are on the ledger.</param>
/// <param name="Findings">What the rules found: of a refusal every failed rule, else information and acknowledged warnings.</param>
/// <param name="Fault">Why it failed for another reason than a rule; empty for none.</param>
internal sealed record ScenarioOutcome(bool Recorded, IReadOnlyList<RuleFailure> Findings, string Fault)
{
    /// <summary>It is on the ledger; if rules are named, it bears just these warnings, acknowledged.</summary>
    public ScenarioOutcome Ok(params string[] acknowledged)
    {
        Assert.True(Recorded, Text);
        Assert.Equal(acknowledged.Order(StringComparer.Ordinal), Rules("WARNING").Order(StringComparer.Ordinal));
        return this;
    }

    /// <summary>It was refused by just these rules.</summary>
    public ScenarioOutcome No(params string[] rules)
    {
        Assert.False(Recorded, "recorded, but expected " + string.Join(", ", rules));
        Assert.True(Fault.Length == 0, Fault);
        var refusing = Findings.Where(static f => f.Severity != "INFORMATION" && !f.Acknowledged).Select(static f => f.Rule);
        Assert.True(refusing.ToHashSet(StringComparer.Ordinal).SetEquals(rules), Text);
        return this;
    }

    /// <summary>It is on the ledger, with this rule as information.</summary>
    public ScenarioOutcome Informs(string rule)
    {
        Assert.True(Recorded, Text);
        Assert.Contains(Findings, f => f.Rule == rule && f.Severity == "INFORMATION");
        return this;
    }

    private string Text => Fault + string.Join("\n", Findings.Select(static f =>
        $"{f.Rule} {f.Severity} {f.MessageEn} | {string.Join("; ", f.Values.Select(static v => $"{v.Label}={v.Value} @ {v.Source}"))}"));

    private HashSet<string> Rules(string severity) => [.. Findings.Where(f => f.Severity == severity).Select(static f => f.Rule)];
}
