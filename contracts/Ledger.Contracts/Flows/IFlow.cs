using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The handling of one event type: its form, its writer, its rules and what it changes.</summary>
internal interface IFlow
{
    /// <summary>Full name of the event's message.</summary>
    string EventType { get; }

    /// <summary>Short name of the event, as profiles and findings use it.</summary>
    string Name { get; }

    /// <summary>What the office calls the step, as the findings of state machines name it.</summary>
    Wording Step { get; }

    /// <summary>Department that may write it (C-70); null for an event that every member writes of its own.</summary>
    string? Department { get; }

    /// <summary>The flows of registration it may be judged as: its rows of the severity matrix; none for an act that disposes of no unit.</summary>
    IReadOnlyList<FlowCode> Codes { get; }

    /// <summary>Judges one event and, when nothing refuses it, writes its pages.</summary>
    /// <param name="context">The state seen by the event.</param>
    /// <param name="e">The event, of this flow's type.</param>
    /// <param name="profile">The profile in force: figures and tables.</param>
    /// <param name="rules">This flow as it stands in that profile.</param>
    IReadOnlyList<Finding> Execute(IContractContext context, Event e, Profile profile, ProfileFlow rules);
}
