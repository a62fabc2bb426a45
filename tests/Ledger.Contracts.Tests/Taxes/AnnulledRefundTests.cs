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
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void C_21_What_was_sold_twice_and_given_back_once_is_refunded_once(int sold, bool given)
    {
        const string Back = "441900B21050000002", Again = "441900B21050000003", Ruling = "ZY202105200001";
        sale.ToPaid().Record().Accept();
        PutSale(Back, TestParty.Bo, TestParty.An);
        PutSale(Again, TestParty.An, TestParty.Bo);
        var title = sale.Title();
        Assert.Equal(sale.Number, Assert.Single(title.Bases).Number);
        if (sold == 3)
            title.Bases.Insert(0, new TitleBasis { Number = Again, RecordingMs = title.RecordingMs - 2 });
        else
            title.Bases.Add(new TitleBasis { Number = Again, RecordingMs = title.RecordingMs + 2 });
        title.Bases.Insert(1, new TitleBasis { Number = Back, RecordingMs = title.RecordingMs });
        title.Bases.Add(new TitleBasis { Number = Ruling, RecordingMs = title.RecordingMs + 3 });
        (title.Basis, title.CourtReason, title.Owners[0].Party) = (Ruling, CourtTransferReason.Reversal, TestParty.An.At(SaleCase.Flat));
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);

        var outcome = sale.Refund(RefundReason.Annulled, e => e.Date = 20210601);

        if (given)
            outcome.Accept();
        else
            outcome.Refuse("C-21");

        void PutSale(string number, TestParty seller, TestParty buyer)
        {
            var page = sale.Contract.Clone();
            page.ContractNumber = number;
            page.Sellers[0] = seller.Across(SaleCase.Flat);
            page.Buyers[0] = buyer.Across(SaleCase.Flat);
            sale.Ledger.PutOld(PageKeys.Contract(number), page);
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
