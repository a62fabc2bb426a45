using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What a transfer of profile 2 writes of one unit: its title, the certificates that fall and those that are issued.</summary>
internal static class TitleTransfer
{
    /// <summary>Writes them.</summary>
    /// <param name="book">The state.</param>
    /// <param name="act">The act.</param>
    /// <param name="recording">Its recording.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="outcome">Who owns what afterwards.</param>
    /// <param name="basis">Number of what led to it.</param>
    /// <param name="price">Price of all units of the act, and how many they are.</param>
    /// <param name="court">Why a court transfers it; unspecified for a transfer of the parties.</param>
    public static TitlePage Write(
        Book book, Act act, Recording recording, TransferredUnit unit, SaleOutcome outcome, Basis basis, (ulong Fen, int Units) price,
        CourtTransferReason court = CourtTransferReason.Unspecified)
    {
        var title = unit.Pages.Title.Body!.Clone();
        title.CoOwnership = outcome.CoOwnership;
        title.Owners.Clear();
        title.Owners.AddRange(outcome.Owners(unit.Transfer.Buyers, unit.Transfer.Reissues));
        title.RecordingDate = recording.RecordingDate;
        title.RecordingMs = recording.RecordingMs;
        title.Document = act.Document;
        title.PreviousEntry = ByteString.CopyFrom(unit.Pages.Title.Entry.Span);
        title.PriceFen = price.Fen;
        title.PriceUnits = (uint)price.Units;
        title.UnitPriceFen = unit.Transfer.PriceFen;
        title.ContractNumber = basis.IsContract ? basis.Number : "";
        title.Basis = basis.Number;
        title.CourtReason = court;
        title.Bases.Clear();
        title.Bases.AddRange(TitleBases.Of(unit.Pages.Title.Body));
        title.Bases.Add(new TitleBasis { Number = basis.Number, RecordingMs = recording.RecordingMs });
        title.BusinessNumber = unit.Transfer.BusinessNumber;

        // What barred the seller is over; what the city's months bar the buyer is counted from this recording.
        title.ResaleBarredUntil = 0;
        book.Write(unit.Pages.Title.Key, title);
        foreach (var previous in unit.Previous.Where(previous => previous.Body is not null))
            CertificatePages.Void(book, previous, recording, VoidReasons.Transferred);
        foreach (var (page, _, _) in unit.Issued)
            CertificatePages.Issue(book, page, recording, CertificateKind.Title, unit.Code);
        return title;
    }
}
