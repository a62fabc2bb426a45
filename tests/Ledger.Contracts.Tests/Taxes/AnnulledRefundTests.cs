using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What a court, or a correction of the book, undoes is refunded (C-21).</summary>
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

    [Theory]
    [InlineData(FlowCode.F510, true)]
    [InlineData(FlowCode.F511, true)]
    [InlineData(FlowCode.F310, false)]
    public void C_21_A_correction_of_the_book_that_gives_the_unit_back_gives_its_tax_back(FlowCode flow, bool given)
    {
        const string Case = "202105250009";
        sale.ToPaid().Record().Accept();
        var title = sale.Title();
        title.Owners[0].Party = TestParty.An.At(SaleCase.Flat);
        title.BusinessNumber = "20210525000999";
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);
        sale.Ledger.PutOld(PageKeys.Business(title.BusinessNumber), new BusinessPage { AcceptanceNumber = Case, UnitCode = SaleCase.Flat });
        sale.Ledger.PutOld(PageKeys.Case(Case), new CasePage
        {
            AcceptanceNumber = Case,
            Flows = { new CaseFlow { Flow = flow, UnitCode = SaleCase.Flat, BusinessNumber = title.BusinessNumber, Recorded = true } },
        });

        var outcome = sale.Refund(RefundReason.Annulled, e => e.Date = 20210601);

        if (given)
            outcome.Accept();
        else
            outcome.Refuse("C-21");
    }
}
