using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An issue of certificates with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Case">The case whose recording issued them.</param>
/// <param name="Operator">Who issues.</param>
/// <param name="Certificates">The certificates, as the event lists them.</param>
internal sealed record IssueCase(CertificateIssued Event, PageView<CasePage> Case, EnrolledOperator Operator, IReadOnlyList<CertifiedPages> Certificates);
