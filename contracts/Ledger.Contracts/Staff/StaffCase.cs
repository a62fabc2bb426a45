using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An operator's enrolment or retirement with the page its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Operator">The operator.</param>
internal sealed record StaffCase<TEvent>(TEvent Event, EnrolledOperator Operator)
    where TEvent : class, IMessage<TEvent>;
