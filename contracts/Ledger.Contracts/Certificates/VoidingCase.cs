using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An announcement of void certificates with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Operator">Who announces.</param>
/// <param name="Notice">The case whose public notice of voiding is over; null where none is needed.</param>
/// <param name="Certificates">The certificates, as the event lists them, each with what the book says of it.</param>
internal sealed record VoidingCase(
    CertificateVoided Event, EnrolledOperator Operator, PageView<CasePage>? Notice, IReadOnlyList<CertifiedPages> Certificates);
