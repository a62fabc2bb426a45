using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A new home from the developer's land to the buyer's title and the bank's mortgage (scenario 3 of events.md).</summary>
public sealed class PresaleScenarioTests
{
    private readonly PresaleCase presale = new();
    private readonly EncumbranceBook book;

    public PresaleScenarioTests()
    {
        (Sale.Signed, Sale.PaidBy, Sale.Vat) = (Day.Of(2021, 4, 15), PaymentMode.Loan, 9_000);
        book = new(Sale);
    }

    private SaleCase Sale => presale.Sale;

    private TestLedger Ledger => presale.Ledger;

    [Fact]
    public void Scenario_3_a_new_home_from_its_permit_to_the_conversion_of_its_notices()
    {
        presale.OpenLand().Issue().Accept();
        presale.Publish(presale.Rows()).Accept();
        presale.Publish(presale.Rows(e => e.PermitNumber = "", SaleCase.Garage)).Accept();
        Sale.Sign(e => (e.Units[0].UnitCode, e.Buyers[0]) = (SaleCase.Garage, TestParty.Bo.Across(SaleCase.Garage))).Refuse("C-12");
        Sale.Sign().Accept();
        Ledger.Judge(Members.Transaction, Sale.Filing(e => e.FilingDate = 20210516)).Refuse("C-13");
        Sale.File(e => e.FilingDate = 20210515).Accept();

        var mortgage = new MortgageCase(Sale)
        {
            Mortgagors = [new(TestParty.Bo)],
            PaysFor = Sale.Number,
            Signed = Day.Of(2021, 5, 16),
            Recorded = Day.Of(2021, 6, 26),
        };
        mortgage.Sign().Accept();

        // The mortgage's notice stands on the purchase's.
        book.At(Day.Of(2021, 6, 2));
        var purchase = book.Notice(AdvanceNoticeKind.Presale);
        var loan = book.MortgageNotice(mortgage.Page, AdvanceNoticeKind.PresaleMortgage);
        Ledger.Judge(Members.Registration, loan).Refuse("STATE");
        book.Submit(purchase, loan).Accept();
        Assert.Equal(HouseState.Noticed, presale.House().State);

        book.At(Day.Of(2021, 6, 18));
        presale.Publish(presale.Survey(Sale.Area)).Accept();
        book.Submit(Project()).Accept();
        Assert.Equal(TestParty.Developer.At(SaleCase.Flat), Sale.Title().Owners[0].Party);
        Assert.Equal(20210618u, book.Page.Notices[0].RegistrableSince);

        book.At(Day.Of(2021, 6, 28));
        Sale.Declared = Day.Of(2021, 6, 21);
        Sale.Assess().Accept();
        Sale.Pay().Accept();

        var transfer = Sale.Transfer(e => e.Units[0].Notices.Add(purchase.Proof));
        var registration = mortgage.Registration(e => (e.Recording, e.Units[0].Converts) = (transfer.Recording.Clone(), loan.Proof));
        book.Submit(transfer, registration).Accept();

        var row = Assert.Single(mortgage.Rows());
        Assert.Equal((1u, loan.Recording.RecordingMs), (row.Rank, row.RecordingMs));
        Assert.Equal(TestParty.Bo.At(SaleCase.Flat), Assert.Single(Sale.Title().Owners).Party);
        Assert.All(book.Page.Notices, notice => Assert.Equal(20210626u, notice.Ended));
        Assert.All([purchase.Proof, loan.Proof], proof => Assert.Equal(
            CertificateState.Void, Ledger.Read<CertificatePage>(PageKeys.Certificate(proof))!.State));
    }

    private ProjectFirstRegistered Project()
    {
        var e = new ProjectFirstRegistered
        {
            // The buyer's and the bank's notices go on.
            Act = Acts.Of("C-34"),
            Recording = book.Recording(),
            PermitNumber = PresaleCase.Permit,
            Parcel = SaleCase.Parcel,
            Owner = TestParty.Developer.At(SaleCase.Parcel),
            RightType = 4,
            Epoch = 1,
            Part = 1,
            Of = 1,
        };
        e.Rows.Add(new ProjectRow
        {
            UnitCode = SaleCase.Flat,
            BusinessNumber = book.Business(),
            Use = 10,
            Area = Sale.Area,
            InnerArea = Sale.Area - 1_950,
            SharedArea = 1_950,
            Certificate = Sale.Certificate(),
        });
        return e;
    }
}
