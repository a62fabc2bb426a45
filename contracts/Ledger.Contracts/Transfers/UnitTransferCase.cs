using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One unit of a transfer with the pages its rules read.</summary>
/// <param name="Transfer">What the event says about the unit.</param>
/// <param name="Path">Its place in the event.</param>
/// <param name="Pages">The unit's pages.</param>
/// <param name="Sale">The contract's view of the unit; null when the contract does not name it.</param>
/// <param name="Business">The business number's page.</param>
/// <param name="Previous">The certificates that fall.</param>
/// <param name="Issued">The certificates that are issued, each once, with its field.</param>
internal sealed record UnitTransferCase(
    UnitTransfer Transfer,
    string Path,
    UnitPages Pages,
    UnitSale? Sale,
    PageView<BusinessPage> Business,
    IReadOnlyList<PageView<CertificatePage>> Previous,
    IReadOnlyList<(PageView<CertificatePage> Page, CertificateId Id, string Path)> Issued);
