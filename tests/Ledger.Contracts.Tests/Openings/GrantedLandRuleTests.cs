using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Land that the state grants for a price: stated, taxed, and registered then.</summary>
public sealed class GrantedLandRuleTests
{
    private readonly DeedCase grant = OpeningScenes.Grant(TestLedger.Two());

    private TaxAssessed Assessment
    {
        get
        {
            var page = grant.Page!;
            return new()
            {
                Act = Acts.Of(),
                ContractNumber = grant.Number,
                LiabilityDate = page.Date,
                DeclarationDate = grant.Date.AddDays(1).Number,
                AssessmentDate = grant.Date.AddDays(1).Number,
                DeclaredPriceFen = page.ValueFen,
                BaseFen = page.ValueFen,
                Organ = SaleCase.Organ,
                VatTreatment = VatTreatment.NotSubject,
                Units = { SaleCase.Parcel },
                UnitBases = { new AssessedUnit { UnitCode = SaleCase.Parcel, BaseFen = page.ValueFen } },
                Lines =
                {
                    grant.Sale.LineOf(
                        SaleCase.Parcel, TaxKind.Deed, TaxSide.Transferee, TestParty.Developer, page.ValueFen, 3_000, buyerClass: BuyerClass.Other),
                },
            };
        }
    }

    [Fact]
    public void C14_granted_land_is_registered_once_its_deed_tax_is_paid()
    {
        grant.State().Accept();
        Register().Refuse("C-14");
        Declare().Accept();
        grant.Ledger.Submit(Members.Tax, Assessment).Accept();
        Register().Refuse("C-14", "C-16");
        Register(e => e.Instrument = "").Refuse("C-14");
        Pay(14_999_999).Accept();
        Register().Refuse("C-14", "C-16");
        Pay(1).Accept();

        Register().Accept();

        Assert.Equal(InstrumentState.Registered, grant.Page!.State);
    }

    [Theory]
    [InlineData(0u, true)] // not stated
    [InlineData(101u, false)] // 划拨
    [InlineData(102u, true)] // 出让
    [InlineData(103u, true)] // 作价出资
    [InlineData(104u, false)] // 租赁
    [InlineData(105u, false)] // 授权经营
    public void C14_what_the_state_gives_without_a_price_owes_no_deed_tax(uint nature, bool owes)
    {
        var outcome = Register(e => (e.Basis, e.Instrument, e.Opening.LandNature) = (FirstBasis.LandGrant, "", nature));

        if (owes)
            outcome.Refuse("C-14");
        else
            outcome.Accept();
    }

    [Fact]
    public void C14_land_is_not_registered_as_built_on_to_save_its_tax()
        => Register(e => (e.Basis, e.Instrument) = (FirstBasis.Collective, "")).Refuse("C-14");

    [Fact]
    public void C21_tax_that_went_back_for_a_failed_grant_is_paid_anew()
    {
        grant.State().Accept();
        grant.Clear();
        var page = grant.Ledger.Read<TaxPage>(PageKeys.Tax(grant.Number))!;
        var line = page.Lines[0].Line;
        page.Tickets.Add(new TicketState
        {
            Number = "344196210500000001",
            Tax = line.Tax,
            Side = line.Side,
            Taxpayer = line.Taxpayer,
            AmountFen = 100,
            RefundedFen = 100,
            RefundReason = RefundReason.ContractFailed,
        });
        grant.Ledger.PutOld(PageKeys.Tax(grant.Number), page);

        Register().Refuse("C-21");
    }

    [Fact]
    public void C15_land_that_a_court_takes_from_another_is_registered_once_the_tax_on_its_gain_is_cleared()
    {
        var sale = new SaleCase(grant.Ledger);
        var e = sale.FirstRegistration(SaleCase.Parcel, e => (e.Opening.RightType, e.Opening.Use) = (3, 701));
        sale.ByJudgment(e);
        var key = PageKeys.Instrument(e.Instrument);
        var page = grant.Ledger.Read<InstrumentPage>(key)!;
        page.Givers.Add(TestParty.Chen.Across(SaleCase.Parcel));
        grant.Ledger.PutOld(key, page);
        grant.Ledger.Submit(Members.Registration, e).Refuse("C-15");

        page.Givers.Clear();
        grant.Ledger.PutOld(key, page);
        grant.Ledger.Submit(Members.Registration, e).Accept();
    }

    [Fact]
    public void C08_land_is_registered_to_whom_it_is_granted()
    {
        grant.State().Accept();
        grant.Clear();

        Register(e => e.Opening.Owners[0].Party = TestParty.Land.At(SaleCase.Parcel)).Refuse("C-08");
        Register().Accept();
    }

    [Fact]
    public void STATE_a_grant_is_registered_first_and_once()
    {
        grant.State().Accept();
        grant.Clear();
        Register(e => e.Basis = FirstBasis.Court).Refuse("STATE");
        Register().Accept();
        new DeedCase(InstrumentKind.Grant, grant.Sale) { Number = "ZY202105100009", Givers = [new(TestParty.Land)] }.State().Refuse("C-03");
    }

    [Fact]
    public void C69_a_grant_is_of_one_parcel_and_has_a_price()
    {
        grant.State(e => e.ValueFen = 0).Refuse("C-69");
        grant.State(e => e.Units[0].UnitCode = SaleCase.Flat).Refuse("C-69");
        grant.State().Accept();
    }

    [Fact]
    public void C73_a_grant_names_its_contract()
    {
        grant.Papers.Remove("GRANT_CONTRACT");

        grant.State().Refuse("C-73");
    }

    private Outcome Declare() => grant.Ledger.Submit(Members.Tax, new TaxDeclared
    {
        Act = Acts.Of(),
        Basis = grant.Number,
        Date = grant.Date.AddDays(1).Number,
        Organ = SaleCase.Organ,
        Units = { new DeclaredUnit { UnitCode = SaleCase.Parcel, PriceFen = grant.Page!.ValueFen } },
    });

    private Outcome Pay(ulong fen)
    {
        var payer = TestParty.Developer.Across(SaleCase.Parcel);
        var line = new TicketLine { Tax = TaxKind.Deed, Side = TaxSide.Transferee, UnitCode = SaleCase.Parcel, AmountFen = fen };
        var ticket = new Ticket { Number = $"3441962105{fen % 100_000_000:D8}", Taxpayer = payer, Date = grant.Date.AddDays(1).Number, Lines = { line } };
        return grant.Ledger.Submit(
            Members.Tax, new TaxPaid { Act = Acts.Of(), ContractNumber = grant.Number, PaymentDate = ticket.Date, Tickets = { ticket } });
    }

    private Outcome Register(Action<FirstRegistered>? change = null)
    {
        var sale = new SaleCase(grant.Ledger) { Owners = [new(TestParty.Developer)], Offset = 600 };
        var recorded = grant.Date.AddDays(5);
        return grant.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Parcel, e =>
        {
            (e.Opening.RightType, e.Opening.Use) = (3, 701);
            e.Recording = Acts.Recorded(grant.Date.AddDays(3), recorded, 98);
            foreach (var owner in e.Opening.Owners)
                owner.Certificate = sale.Certificate();
            (e.Basis, e.Instrument) = (FirstBasis.LandGrant, grant.Number);
            change?.Invoke(e);
        }));
    }
}
