using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An advance notice that is cancelled, with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Disposal">The unit.</param>
/// <param name="Mortgage">The mortgage that it is a notice of; null for none.</param>
/// <param name="Proof">Its proof.</param>
internal sealed record NoticeCancellation(AdvanceNoticeCancelled Event, Disposal Disposal, PageView<MortgagePage>? Mortgage, PageView<CertificatePage> Proof)
{
    /// <summary>The unit's row in the house table, where the notice is of a pre-sale; null for another.</summary>
    public PageView<HousePage>? House { get; init; }

    /// <summary>Reads the pages.</summary>
    public static NoticeCancellation Load(AdvanceNoticeCancelled e, Book book)
    {
        var disposal = Disposal.Read(book, FlowCode.F704, e.UnitCode, e.Act);
        var row = disposal.Unit.Encumbrances.Body?.Notices.FirstOrDefault(row => row.Proof.Equals(e.Proof) && row.Ended == 0);
        return new(
            e,
            disposal with
            {
                Givers = row?.Beneficiaries ?? [],
                Takers = row?.Beneficiaries ?? [],
                Basis = row?.Basis ?? "",
                Case = e.Recording.AcceptanceNumber,
            },
            row?.Mortgage is { } mortgage ? book.Mortgage(mortgage) : null,
            book.Certificate(e.Proof))
        {
            House = row?.Kind == AdvanceNoticeKind.Presale ? book.House(e.UnitCode) : null,
        };
    }
}
