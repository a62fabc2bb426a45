using Google.Protobuf;

namespace Ledger.Contracts;

/// <summary>A change of one unit's title with the pages its rules read.</summary>
/// <typeparam name="TEvent">Message of the event.</typeparam>
/// <param name="Event">The event.</param>
/// <param name="Disposal">The unit as the severity matrix asks for it.</param>
/// <param name="Certificates">Certificates that stand and that are issued.</param>
internal sealed record TitleCase<TEvent>(TEvent Event, Disposal Disposal, OwnersCertificates Certificates)
    where TEvent : IMessage<TEvent>
{
    /// <summary>The unit's pages.</summary>
    public UnitPages Unit => Disposal.Unit;
}
