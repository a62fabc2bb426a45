using Ledger.Facts;
using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>New homes, sold by their developer before they are built (scenarios 3 and 28 of events.md).</summary>
public sealed class NewHomeScenarioTests
{
    private const string Parcel = "441900004001GB00012W00000000";
    private const string Flat = "441900004001GB00012F00010101";
    private const string OtherBuilding = "441900004001GB00012F00020101";

    [Fact]
    public async Task Scenario_03_New_home_from_permit_to_title_and_the_notices_become_title_and_mortgage()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Parcel, Developer));
        var presale = new Presale(city, Parcel, Flat);

        // 1 3: permit and house table.
        await city.Transaction(presale.Issue()).Ok();
        await city.Transaction(presale.Rows()).Ok();
        await city.Transaction(presale.RowsWithoutPermit(OtherBuilding)).Ok();

        // 4: signed, and nobody has a title yet; a building out of the permit's scope✗C-12.
        var sale = Sale(city, presale, Flat);
        await city.Transaction(Sale(city, presale, OtherBuilding).Sign()).No("C-12");
        await city.Transaction(sale.Sign()).Ok();

        // 6: in time on day 30, late on day 31.
        city.At("2026-04-02 09:00");
        await city.Transaction(sale.File()).No("C-13");
        await city.Transaction(sale.File().With(r => r.FilingDate = "2026-04-01")).Ok();

        // 18 54: the bank's contract; its notice stands on the purchase's.
        var loan = new Loan(city) { Units = [Flat], Mortgagors = [Bo], PaysFor = sale.Number };
        await city.BankA(loan.Sign()).Ok();
        var file = city.Case(sale.Number, (FlowCode.F700, Flat, [Developer, Bo]), (FlowCode.F702, Flat, [Bo]));
        var purchase = city.Notice(file, sale, AdvanceNoticeKind.Presale);
        var security = loan.Notice(file, AdvanceNoticeKind.PresaleMortgage);
        await city.AtOnce(file, security).No("STATE");
        await city.AtOnce(file, purchase, security).Ok();
        Assert.Equal(HouseState.Noticed, city.Read<HousePage>(PageKeys.House(Flat))!.State);

        // 37: surveyed and registered to the developer; both notices become registrable.
        city.At("2026-06-01 09:00");
        await city.Transaction(presale.Survey()).Ok();
        file = city.Case("", (FlowCode.F102, Flat, [Developer]));
        await city.AtOnce(file, presale.Register(file).Knowing("C-34")).Ok("C-34");
        Assert.Equal([Developer], city.Owners(Flat));

        // 12 15: taxes of buyer and developer.
        await sale.Taxes.PaidAsync();

        // 41 60: title and mortgage, of the notices' rank and instant.
        city.At("2026-06-03 09:00");
        file = sale.Case(FlowCode.F210, (FlowCode.M1, Flat, [Bo]));
        await city.AtOnce(
            file,
            sale.Transfer(file).With(r => r.Units[0].Notices.Add(new CertificateInput { Number = purchase.Proof })),
            loan.Register(file).With(r => r.Units[0].Converts = security.Proof)).Ok();
        Assert.Equal([Bo], city.Owners(Flat));
        var mortgage = Assert.Single(city.Encumbrances(Flat).Mortgages);
        Assert.Equal((1u, security.Recording.RecordingTimeMs), (mortgage.Rank, mortgage.RecordingMs));
        Assert.All([purchase.Proof, security.Proof], proof => Assert.Equal(CertificateState.Void, city.CertificatePage(proof).State));
    }

    [Fact]
    public async Task Scenario_28_Buyer_defaults_and_notices_contract_taxes_and_money_are_unwound_in_their_order()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Parcel, Developer));
        var presale = new Presale(city, Parcel, Flat);
        await city.Transaction(presale.Issue()).Ok();
        await city.Transaction(presale.Rows()).Ok();
        var sale = Sale(city, presale, Flat);
        await sale.FiledAsync();
        await city.Transaction(sale.Supervise()).Ok();
        await city.BankA(sale.Deposit()).Ok();
        var loan = new Loan(city) { Units = [Flat], Mortgagors = [Bo], PaysFor = sale.Number };
        await city.BankA(loan.Sign()).Ok();
        var file = city.Case(sale.Number, (FlowCode.F700, Flat, [Developer, Bo]), (FlowCode.F702, Flat, [Bo]));
        var purchase = city.Notice(file, sale, AdvanceNoticeKind.Presale);
        var security = loan.Notice(file, AdvanceNoticeKind.PresaleMortgage);
        await city.AtOnce(file, purchase, security).Ok();
        await sale.Taxes.PaidAsync();

        // 8✗C-34, 55 kind 1✗C-36: the contract's notice stands, and the bank's stands on it.
        city.At("2026-04-01 09:00");
        await city.Transaction(sale.Revoke("BUYER_DEFAULTS")).No("C-34");
        await city.AtOnce(End(), city.CancelNotice(file, purchase, AdvanceNoticeCancellation.ContractEnded)).No("C-36");

        // 23 55 kind 3: the bank lets go.
        await city.AtOnce(End(), city.CancelNotice(file, security, AdvanceNoticeCancellation.ClaimEnded)).No("C-48");
        await city.BankA(loan.Release().With(r => r.Reason = ReleaseReason.Waived)).Ok();
        await city.AtOnce(End(), city.CancelNotice(file, security, AdvanceNoticeCancellation.ClaimEnded)).Ok();
        Assert.Equal(MortgageState.Cancelled, loan.Page.State);

        // 55 kind 1, 8, 17: the notice, the contract, the taxes.
        await city.AtOnce(End(), city.CancelNotice(file, purchase, AdvanceNoticeCancellation.ContractEnded)).Ok();
        await city.Transaction(sale.Revoke("BUYER_DEFAULTS")).Ok();
        await city.Tax(sale.Taxes.Refund(RefundReason.ContractFailed)).Ok();

        // 10: the money goes back to who paid it, never to the developer.
        await city.Transaction(sale.Release(FundPayee.Seller, FundReleaseGround.ContractEnded)).No("C-59");
        await city.Transaction(sale.Release(FundPayee.Buyer, FundReleaseGround.ContractEnded)).Ok();
        Assert.Equal(HouseState.ForSale, city.Read<HousePage>(PageKeys.House(Flat))!.State);

        CaseFile End() => file = city.Case("", (FlowCode.F704, Flat, [Developer, Bo]));
    }

    private static Sale Sale(ScenarioCity city, Presale presale, string unit) => new(city, 'A')
    {
        Units = [new(unit, 1_090_000)],
        Sellers = [Developer],
        Buyers = [Bo],
        Permit = presale.Permit,
        Payment = PaymentMode.Loan,
        Vat = 9_000,
    };
}
