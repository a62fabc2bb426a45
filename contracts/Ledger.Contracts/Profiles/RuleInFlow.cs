using Ledger.Chain;

namespace Ledger.Contracts;

/// <summary>A rule as it stands in one flow of a profile.</summary>
/// <param name="Rule">Entry of the catalogue.</param>
/// <param name="Severity">What failing it does in this flow.</param>
public readonly record struct RuleInFlow(Rule Rule, Severity Severity)
{
    /// <summary>The rule with the severity of its catalogue entry.</summary>
    public static implicit operator RuleInFlow(Rule rule) => FromRule(rule);

    /// <summary>The rule with a severity of this flow's own.</summary>
    public static implicit operator RuleInFlow((Rule Rule, Severity Severity) pair) => new(pair.Rule, pair.Severity);

    /// <summary>The rule with the severity of its catalogue entry.</summary>
    public static RuleInFlow FromRule(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new(rule, rule.Severity);
    }
}
