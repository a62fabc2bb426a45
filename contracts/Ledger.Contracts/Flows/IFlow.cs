using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The handling of one event type: its form, its writer, its rules and what it changes.</summary>
internal interface IFlow
{
    /// <summary>Full name of the event's message.</summary>
    string EventType { get; }

    /// <summary>Judges one event and, when nothing refuses it, writes its pages.</summary>
    IReadOnlyList<Finding> Execute(IContractContext context, Event e, Profile profile);
}
