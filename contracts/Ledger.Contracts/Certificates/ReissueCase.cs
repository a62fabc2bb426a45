using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The replacement of a certificate with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Disposal">The unit as the severity matrix asks for it.</param>
/// <param name="Old">The certificate that is replaced.</param>
/// <param name="Replacement">The new one.</param>
internal sealed record ReissueCase(CertificateReissued Event, Disposal Disposal, PageView<CertificatePage> Old, PageView<CertificatePage> Replacement);
