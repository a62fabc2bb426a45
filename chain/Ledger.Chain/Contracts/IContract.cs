using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// The rules of a domain. Deterministic: its result depends on the context and the event alone, never on a
/// clock, randomness, hash order, floating point or I/O, because every peer and every later replay must come
/// to the same bytes.
/// </summary>
public interface IContract
{
    /// <summary>Whether this build has the rules of a profile. A profile, once published, never changes behaviour.</summary>
    /// <param name="profile">Profile number from <c>sys/profile</c>.</param>
    bool Supports(uint profile);

    /// <summary>
    /// What may stand on the ledger under a profile that this build has: the chain's own governance events among the messages,
    /// their fields and those of the <c>sys/</c> pages. <see cref="MessageForm.Everything"/> for rules without profiles.
    /// </summary>
    /// <param name="profile">Profile number from <c>sys/profile</c>.</param>
    MessageForm FormOf(uint profile);

    /// <summary>SHA-256 of what a profile is in this build; empty for rules that have no text of their own.</summary>
    /// <param name="profile">Profile number from <c>sys/profile</c>.</param>
    ReadOnlyMemory<byte> RuleSetOf(uint profile) => default;

    /// <summary>
    /// Judges one event and writes what it changes. Writes are dropped when any finding of the envelope refuses,
    /// so a contract may write before it has judged everything.
    /// </summary>
    /// <param name="context">The state seen by this event: all writes of the events before it included.</param>
    /// <param name="e">The event. Its body must be checked for the one encoding of its message by the contract;
    /// the object is shared among peers and must not be changed.</param>
    /// <returns>Every rule that failed, information included; empty when the event is clean. An event type the
    /// contract does not know is a finding too.</returns>
    IReadOnlyList<Finding> Execute(IContractContext context, Event e);

    /// <summary>
    /// Whether an event type of the contract's own takes effect with the approvals of governance only: it is proposed alone in an
    /// envelope and approved in others, as the chain's own governance events are.
    /// </summary>
    /// <param name="profile">Profile in force.</param>
    /// <param name="eventType">Full name of the event's message.</param>
    bool IsGoverned(uint profile, string eventType) => false;

    /// <summary>Judges a governed event: at its proposal, and again at each approval, on the pages as they stand then.</summary>
    /// <param name="context">The state; nothing is written.</param>
    /// <param name="e">The event.</param>
    /// <returns>What keeps it from taking effect; empty when it may.</returns>
    IReadOnlyList<Finding> Validate(IContractContext context, Event e) => throw new NotSupportedException("This contract has no governed events.");

    /// <summary>Lets a governed event take effect, with the last approval.</summary>
    /// <param name="context">The state. Its writes are pages below <c>sys/</c> that are not the chain's own.</param>
    /// <param name="e">The event; <see cref="Validate"/> found nothing.</param>
    void Apply(IContractContext context, Event e) => throw new NotSupportedException("This contract has no governed events.");
}
