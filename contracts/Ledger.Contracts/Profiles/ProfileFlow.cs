using System.Collections.Frozen;
using Ledger.Chain;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>A flow as it stands in a profile: its code, and the rules that run in it, each with its severity there. Never changes.</summary>
public sealed class ProfileFlow
{
    private readonly FrozenDictionary<Rule, Severity> severities;

    internal ProfileFlow(IFlow flow, params IEnumerable<RuleInFlow> rules)
        : this(flow, rules.Select(rule => KeyValuePair.Create(rule.Rule, rule.Severity)).ToFrozenDictionary())
    {
    }

    private ProfileFlow(IFlow flow, FrozenDictionary<Rule, Severity> severities) => (Flow, this.severities) = (flow, severities);

    /// <summary>Full name of the event's message.</summary>
    public string EventType => Flow.EventType;

    /// <summary>Short name of the event, e.g. <c>TransferRecorded</c>.</summary>
    public string Name => Flow.Name;

    /// <summary>What the office calls the step.</summary>
    public Wording Step => Flow.Step;

    /// <summary>The rules that run here, ordered by id, with their severity.</summary>
    public IReadOnlyList<RuleInFlow> Rules =>
        [.. severities
            .Select(entry => new RuleInFlow(entry.Key, entry.Value))
            .OrderBy(entry => entry.Rule.Id, StringComparer.Ordinal)
            .ThenBy(entry => entry.Rule.Aspect, StringComparer.Ordinal)];

    /// <summary>The flows of registration it may be judged as: its rows of the severity matrix.</summary>
    public IReadOnlyList<V1.FlowCode> Codes => Flow.Codes;

    /// <summary>Department that may write the event (C-70); null for an event that every member writes of its own.</summary>
    public string? Department => Flow.Department;

    internal IFlow Flow { get; }

    /// <summary>What failing a rule does here; null when the rule does not run in this flow.</summary>
    public Severity? SeverityOf(Rule rule) => severities.TryGetValue(rule, out var severity) ? severity : null;

    /// <summary>The same flow with further rules, or with another severity of those it has.</summary>
    internal ProfileFlow With(params IEnumerable<RuleInFlow> rules)
    {
        var severities = this.severities.ToDictionary();
        foreach (var (rule, severity) in rules)
            severities[rule] = severity;
        return new(Flow, severities.ToFrozenDictionary());
    }

    /// <summary>The same flow without some of its rules.</summary>
    /// <exception cref="ArgumentException">One of them does not run here.</exception>
    internal ProfileFlow Without(params IEnumerable<Rule> rules)
    {
        var severities = this.severities.ToDictionary();
        foreach (var rule in rules)
        {
            if (!severities.Remove(rule))
                throw new ArgumentException($"Rule {rule.Id} does not run in {Name}.", nameof(rules));
        }

        return new(Flow, severities.ToFrozenDictionary());
    }

    /// <summary>The same rules with other code: what the event reads or writes is changed.</summary>
    /// <exception cref="ArgumentException">The code is of another event.</exception>
    internal ProfileFlow As(IFlow flow)
        => flow.EventType == EventType ? new(flow, severities) : throw new ArgumentException($"{flow.EventType} is not {EventType}.", nameof(flow));
}
