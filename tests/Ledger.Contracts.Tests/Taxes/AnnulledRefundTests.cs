using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What a court undoes is refunded (C-21).</summary>
public sealed class AnnulledRefundTests
{
    private readonly SaleCase sale = new(TestLedger.Two());

    [Fact]
    public void C_21_A_court_gives_tax_back_only_when_it_gives_the_unit_back()
    {
        sale.ToPaid().Record().Accept();

        Taken(TestParty.Chen, CourtTransferReason.Reversal).Refuse("C-21");
        foreach (var other in Enum.GetValues<CourtTransferReason>().Where(reason => reason != CourtTransferReason.Reversal))
            Taken(TestParty.An, other).Refuse("C-21");
        Taken(TestParty.An, CourtTransferReason.Reversal).Accept();

        Outcome Taken(TestParty by, CourtTransferReason reason)
        {
            var title = sale.Title();
            (title.Basis, title.CourtReason) = ("ZY202105200001", reason);
            title.Owners[0].Party = by.At(SaleCase.Flat);
            sale.Ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);
            return sale.Refund(RefundReason.Annulled, e => e.Date = 20210601);
        }
    }
}
