using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A public notice with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Case">The case it belongs to; null for a certificate's loss.</param>
/// <param name="Certificate">The certificate that was lost; null for a case's notice.</param>
/// <param name="Operator">Who posts it.</param>
internal sealed record PublicNoticeCase(
    PublicNoticePosted Event, PageView<CasePage>? Case, PageView<CertificatePage>? Certificate, EnrolledOperator Operator);
