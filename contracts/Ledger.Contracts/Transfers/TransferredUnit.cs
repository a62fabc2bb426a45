using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One unit that is transferred, by a basis or by a court, with the pages its rules read.</summary>
/// <param name="Transfer">What the event says about the unit.</param>
/// <param name="Path">Its place in the event.</param>
/// <param name="Disposal">What the severity matrix asks of it, with the unit's pages.</param>
/// <param name="Basis">Contract or instrument that names the unit; null when none does.</param>
/// <param name="Sale">What that says about the unit; null when it does not name it.</param>
/// <param name="Previous">The certificates that fall.</param>
/// <param name="Issued">The certificates that are issued, each once, with its field.</param>
/// <param name="Proofs">The proofs of the notices that are converted.</param>
internal sealed record TransferredUnit(
    UnitTransfer Transfer,
    string Path,
    Disposal Disposal,
    Basis? Basis,
    UnitSale? Sale,
    IReadOnlyList<PageView<CertificatePage>> Previous,
    IReadOnlyList<(PageView<CertificatePage> Page, CertificateId Id, string Path)> Issued,
    IReadOnlyList<PageView<CertificatePage>> Proofs)
{
    /// <summary>The unit's pages.</summary>
    public UnitPages Pages => Disposal.Unit;

    /// <summary>The unit's code.</summary>
    public string Code => Transfer.UnitCode;

    /// <summary>Reads the pages.</summary>
    /// <param name="book">The state.</param>
    /// <param name="act">The act.</param>
    /// <param name="recording">Its recording.</param>
    /// <param name="transfer">What the event says about the unit.</param>
    /// <param name="index">Place of the unit in the event.</param>
    /// <param name="bases">The contract or instrument; of an exchange both.</param>
    /// <param name="flowOf">The flow that the unit is recorded under.</param>
    public static TransferredUnit Load(
        Book book, Act act, Recording recording, UnitTransfer transfer, int index, IReadOnlyList<Basis> bases, Func<Basis?, FlowCode> flowOf)
    {
        var path = $"units[{index}]";
        var basis = bases.FirstOrDefault(basis => basis.IndexOf(transfer.UnitCode) >= 0);
        var disposal = Disposal.Read(book, flowOf(basis), transfer.UnitCode, act) with
        {
            Givers = [.. transfer.Sellers.Select(seller => seller.Party).Distinct()],
            Takers = [.. transfer.Buyers.Select(buyer => buyer.Party).Distinct()],
            Basis = basis?.Number ?? "",
            Case = recording.AcceptanceNumber,
        };
        return new(
            transfer,
            path,
            disposal,
            basis,
            basis?.Sale(basis.IndexOf(transfer.UnitCode), disposal.Unit),
            [.. transfer.Previous.Select(book.Certificate)],
            Certificates(book, transfer.Buyers.Select((buyer, i) => (buyer.Certificate, $"{path}.buyers[{i}].certificate"))
                .Concat(transfer.Reissues.Select((reissue, i) => (reissue.Certificate, $"{path}.reissues[{i}].certificate")))),
            [.. transfer.Notices.Select(book.Certificate)]);
    }

    /// <summary>Certificates that are issued, each once, with their pages.</summary>
    public static IReadOnlyList<(PageView<CertificatePage> Page, CertificateId Id, string Path)> Certificates(
        Book book, IEnumerable<(CertificateId Id, string Path)> issued)
        => [.. issued.DistinctBy(certificate => certificate.Id).Select(certificate => (book.Certificate(certificate.Id), certificate.Id, certificate.Path))];
}
