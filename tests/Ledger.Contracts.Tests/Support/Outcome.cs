using Ledger.Chain;

namespace Ledger.Contracts.Tests;

/// <summary>What became of an envelope.</summary>
/// <param name="Accepted">Whether it applied.</param>
/// <param name="FailedEvent">Index of the event that refused; -1 for none.</param>
/// <param name="Findings">Everything the rules found.</param>
public sealed record Outcome(bool Accepted, int FailedEvent, IReadOnlyList<Finding> Findings)
{
    /// <summary>It applied.</summary>
    public Outcome Accept()
    {
        Assert.True(Accepted, Text());
        return this;
    }

    /// <summary>It was refused by exactly these rules.</summary>
    public Outcome Refuse(params string[] rules)
    {
        Assert.False(Accepted, "accepted, but expected " + string.Join(", ", rules));
        var refusing = Findings.Where(finding => finding.Refuses).ToList();
        Assert.True(refusing.Select(finding => finding.Rule).ToHashSet().SetEquals(rules), Text());

        // Every refusal names at least one value and where it comes from.
        Assert.All(refusing, finding => Assert.NotEmpty(finding.Values));
        Assert.All(refusing.SelectMany(finding => finding.Values), value => Assert.NotEqual("", value.Source));
        return this;
    }

    /// <summary>The first finding of a rule.</summary>
    public Finding Of(string rule) => Findings.First(finding => finding.Rule == rule);

    private string Text() => string.Join("\n", Findings.Select(finding =>
        $"{finding.Rule} {finding.Severity} {finding.MessageEn} | {string.Join("; ", finding.Values.Select(value => $"{value.Label}={value.Value} @ {value.Source}"))}"));
}
