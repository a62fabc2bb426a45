using System.Text.RegularExpressions;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// The state machines as the flows live them: every event is tried on every ledger, and what is accepted is kept by the
/// state it was accepted in, beside what the findings of that state name as allowed.
/// </summary>
/// <param name="records">What the findings call the records whose states are watched.</param>
public sealed partial class StateMachine(params IReadOnlyList<string> records)
{
    private readonly Dictionary<string, SortedSet<string>> accepted = [];
    private readonly Dictionary<string, HashSet<string>> named = [];
    private readonly Dictionary<string, HashSet<string>> machines = [];
    private readonly HashSet<string> tried = [];

    /// <summary>Tries events on a ledger.</summary>
    /// <param name="ledger">The ledger; judged on, not changed.</param>
    /// <param name="states">The states its records are in, e.g. "contract: filed", each with the events that may end it.</param>
    /// <param name="events">The events, each with its signer.</param>
    public void Try(TestLedger ledger, IReadOnlyList<(string State, string[] Machine)> states, IEnumerable<(Member Signer, IMessage Event)> events)
    {
        foreach (var (state, machine) in states)
        {
            accepted.TryAdd(state, []);
            machines[state] = [.. machine];
        }

        foreach (var (signer, e) in events)
        {
            tried.Add(e.Descriptor.Name);
            var outcome = ledger.Judge(signer, e);
            if (outcome.Accepted)
            {
                foreach (var (state, machine) in states.Where(state => state.Machine.Contains(e.Descriptor.Name)))
                    accepted[state].Add(e.Descriptor.Name);
            }

            foreach (var finding in outcome.Findings)
                Note(finding, states);
        }
    }

    /// <summary>What was accepted in a state.</summary>
    public IReadOnlyCollection<string> Accepted(string state) => accepted[state];

    /// <summary>Every event of the states was tried; every state has named its steps, and exactly those that some ledger accepted.</summary>
    public void AssertNamed()
    {
        Assert.All(machines.Values, machine => Assert.Subset(tried, machine));
        Assert.Equal(accepted.Keys.Order(StringComparer.Ordinal), named.Keys.Order(StringComparer.Ordinal));
        Assert.All(accepted, entry => Assert.Equal($"{entry.Key}: {string.Join(", ", entry.Value)}", $"{entry.Key}: {string.Join(", ", named[entry.Key])}"));
    }

    private void Note(Finding finding, IReadOnlyList<(string State, string[] Machine)> states)
    {
        var match = Message().Match(finding.MessageEn);
        if (!match.Success)
            match = NotReleasable().Match(finding.MessageEn);
        if (!match.Success || !records.Contains(match.Groups["record"].Value))
            return;
        var state = match.Groups["record"].Value + ": " + match.Groups["present"].Value;
        Assert.Contains(state, states.Select(known => known.State));
        var steps = string.Join(", ", Step().Matches(finding.AdviceEn).Select(step => step.Value).Order(StringComparer.Ordinal));
        if (steps.Length == 0)
            Assert.Contains("this state is final", finding.AdviceEn, StringComparison.Ordinal);
        Assert.All(Step().Matches(finding.AdviceEn), step => Assert.Contains(step.Value, machines[state]));
        named.TryAdd(state, []);
        named[state].Add(steps);
        Assert.Single(named[state]);
    }

    [GeneratedRegex("^the (?<record>.+) is (?<present>.+), which does not allow [A-Za-z]+$")]
    private static partial Regex Message();

    [GeneratedRegex("^the (?<record>mortgage) is not one to release or cancel now: (?<present>.+)$")]
    private static partial Regex NotReleasable();

    [GeneratedRegex(@"\b(?:[A-Z][a-z]+){2,}\b")]
    private static partial Regex Step();
}
