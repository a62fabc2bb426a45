using System.Collections.Frozen;
using Ledger.Chain;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>
/// A numbered set of rules: which rule runs in which flow and how severe it is there, and the figures the rules use. Once
/// a number is in force its behaviour never changes; any change, a fix included, is a new number.
/// </summary>
public sealed class Profile
{
    private readonly FrozenDictionary<(string Flow, Rule Rule), Severity> _severities;

    /// <summary>A profile of the given flows.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="flows">Per event type (short name) the rules that run, each with its severity there.</param>
    internal Profile(uint number, IEnumerable<(string Flow, IEnumerable<RuleInFlow> Rules)> flows)
    {
        Number = number;
        List<(string Flow, IEnumerable<RuleInFlow> Rules)> all = [.. flows];
        Flows = [.. all.Select(flow => flow.Flow).Order(StringComparer.Ordinal)];
        _severities = all
            .SelectMany(flow => flow.Rules.Select(rule => KeyValuePair.Create((flow.Flow, rule.Rule), rule.Severity)))
            .ToFrozenDictionary();
    }

    /// <summary>Short names of the event types this profile has rules for, sorted.</summary>
    public IReadOnlyList<string> Flows { get; }

    /// <summary>Number of the profile, as <c>sys/profile</c> names it.</summary>
    public uint Number { get; }

    /// <summary>Divisions whose units the ledger takes (F-01).</summary>
    public required DivisionPrefixes Divisions { get; init; }

    /// <summary>Part of the shares that must sign the disposal of a whole unit held in shares (C-27, CC 301).</summary>
    public required Share ConsentThreshold { get; init; }

    /// <summary>Mortgages recorded before this day need the mortgagee's consent to a transfer (C-46): the Civil Code's first day.</summary>
    public required Day ConsentFreeMortgagesFrom { get; init; }

    /// <summary>Lowest plausible price of a square metre (F-07).</summary>
    public required Money LowestUnitPrice { get; init; }

    /// <summary>Highest plausible price of a square metre (F-07).</summary>
    public required Money HighestUnitPrice { get; init; }

    /// <summary>Longest single term of a seizure, in months (C-32).</summary>
    public required uint LongestSeizureMonths { get; init; }

    /// <summary>Rates of the deed tax (C-17).</summary>
    public required DeedTaxTable DeedTax { get; init; }

    /// <summary>Codes of planned use that are homes; everything else is non-residential.</summary>
    public required FrozenSet<uint> ResidentialUses { get; init; }

    /// <summary>What failing a rule does in a flow; null when the rule does not run there.</summary>
    /// <param name="flow">Short name of the event type, e.g. <c>TransferRecorded</c>.</param>
    /// <param name="rule">Entry of the catalogue.</param>
    public Severity? SeverityOf(string flow, Rule rule)
        => _severities.TryGetValue((flow, rule), out var severity) ? severity : null;

    /// <summary>The rules that run in a flow, ordered by id, with their severity there.</summary>
    public IReadOnlyList<RuleInFlow> RulesOf(string flow)
        => [.. _severities
            .Where(entry => entry.Key.Flow == flow)
            .Select(entry => new RuleInFlow(entry.Key.Rule, entry.Value))
            .OrderBy(entry => entry.Rule.Id, StringComparer.Ordinal)
            .ThenBy(entry => entry.Rule.Aspect, StringComparer.Ordinal)];
}
