using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A step of a case with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="View">The case.</param>
/// <param name="Operator">Who takes the step.</param>
internal sealed record CaseStep<TEvent>(TEvent Event, PageView<CasePage> View, EnrolledOperator Operator)
    where TEvent : class, IMessage<TEvent>
{
    /// <summary>The case as the step makes it; made from the page when there is one.</summary>
    public CasePage Page { get; } = View.Body?.Clone() ?? new();

    /// <summary>Who reviewed, where the step says so.</summary>
    public EnrolledOperator? Reviewer { get; init; }

    /// <summary>Desks of the case's units, where the step changes them; each with its unit's code.</summary>
    public IReadOnlyList<(string Unit, PageView<DeskPage> Desk)> Desks { get; init; } = [];

    /// <summary>Certificates that the step asks about.</summary>
    public IReadOnlyList<PageView<CertificatePage>> Certificates { get; init; } = [];
}
