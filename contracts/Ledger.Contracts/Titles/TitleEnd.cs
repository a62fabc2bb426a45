using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The end of a title with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Disposal">The unit as the severity matrix asks for it.</param>
/// <param name="Certificates">The certificates that fall.</param>
/// <param name="Case">Its case, with the public notices.</param>
/// <param name="Buildings">The buildings on the land, where the last unit of one is gone; null for another end.</param>
internal sealed record TitleEnd(
    TitleCancelled Event, Disposal Disposal, OwnersCertificates Certificates, PageView<CasePage> Case, BuildingsOnLand? Buildings);
