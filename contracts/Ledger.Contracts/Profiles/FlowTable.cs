using System.Collections.Frozen;

namespace Ledger.Contracts;

/// <summary>
/// The flows of a profile by event type. An event type that is not here is unknown under that profile (C-69), whatever else
/// this build can do. Never changes; the next profile's table is made from it.
/// </summary>
public sealed class FlowTable
{
    private readonly FrozenDictionary<string, ProfileFlow> byType;
    private readonly FrozenDictionary<string, ProfileFlow> byName;

    internal FlowTable(params IEnumerable<ProfileFlow> flows)
    {
        All = [.. flows.OrderBy(flow => flow.EventType, StringComparer.Ordinal)];
        byType = All.ToFrozenDictionary(flow => flow.EventType, StringComparer.Ordinal);
        byName = All.ToFrozenDictionary(flow => flow.Name, StringComparer.Ordinal);
        Rules = [.. All.SelectMany(flow => flow.Rules).Select(rule => rule.Rule).Distinct()
            .OrderBy(rule => rule.Id, StringComparer.Ordinal).ThenBy(rule => rule.Aspect, StringComparer.Ordinal)];
        RuleIds = Rules.Select(rule => rule.Id).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The flows, by event type.</summary>
    public IReadOnlyList<ProfileFlow> All { get; }

    /// <summary>Every rule that runs in some flow, aspects included, ordered by id.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>Their ids.</summary>
    public FrozenSet<string> RuleIds { get; }

    /// <summary>The flow of an event type; null when the profile lacks it.</summary>
    /// <param name="eventType">Full name of the event's message.</param>
    public ProfileFlow? Find(string eventType) => byType.GetValueOrDefault(eventType);

    /// <summary>The flow of an event by its short name; null when the profile lacks it.</summary>
    /// <param name="name">E.g. <c>TransferRecorded</c>.</param>
    public ProfileFlow? FindByName(string name) => byName.GetValueOrDefault(name);

    /// <summary>This table with further event types.</summary>
    /// <exception cref="ArgumentException">One of them is here already.</exception>
    internal FlowTable With(params IEnumerable<ProfileFlow> flows) => new(All.Concat(flows));

    /// <summary>This table with one event type changed.</summary>
    /// <param name="name">Short name of the event.</param>
    /// <param name="change">What becomes of its flow.</param>
    /// <exception cref="ArgumentException">The event type is not here.</exception>
    internal FlowTable Change(string name, Func<ProfileFlow, ProfileFlow> change)
    {
        var flow = Required(name);
        return new(All.Select(other => other == flow ? change(flow) : other));
    }

    /// <summary>This table without an event type: from then on it is unknown.</summary>
    /// <exception cref="ArgumentException">The event type is not here.</exception>
    internal FlowTable Without(string name)
    {
        var flow = Required(name);
        return new(All.Where(other => other != flow));
    }

    /// <summary>This table with every event type changed alike.</summary>
    internal FlowTable Each(Func<ProfileFlow, ProfileFlow> change) => new(All.Select(change));

    private ProfileFlow Required(string name) => FindByName(name) ?? throw new ArgumentException($"There is no flow of {name}.", nameof(name));
}
