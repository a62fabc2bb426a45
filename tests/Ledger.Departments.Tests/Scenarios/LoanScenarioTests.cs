using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>Sales that banks pay for, and mortgages between them (scenarios 2, 4, 14, 22 and 24 of events.md).</summary>
public sealed class LoanScenarioTests
{
    private const string Flat = "441900004001GB00012F00010101";

    [Fact]
    public async Task Scenario_02_Sale_with_a_loan_title_and_mortgage_in_one_case_and_the_money_after_the_book()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo], Payment = PaymentMode.Loan, Supervised = true };

        // 4 6 9 18 25: contract, supervised account, the bank's contract with the buyer, the money.
        await sale.FiledAsync();
        await city.Transaction(sale.Supervise()).Ok();
        var loan = new Loan(city) { Units = [Flat], Mortgagors = [Bo], PaysFor = sale.Number };
        await city.BankA(loan.Sign()).Ok();
        await city.BankA(sale.Deposit()).Ok();

        // Of a contract with anybody who neither owns nor buys, a bank hears nothing but that.
        await city.BankB(new Loan(city, "bank-b") { Units = [Flat], Mortgagors = [Chen], PaysFor = sale.Number }.Sign()).No("C-68");

        // 12 15 26 31: taxes, one case of two flows, reviewed.
        await sale.Taxes.PaidAsync();
        city.At("2026-03-04 10:00");
        var file = sale.Case(FlowCode.F211, (FlowCode.M1, Flat, [Bo]));
        await city.Registration(file.Application, file.Review).Ok();

        // 60 alone✗C-40, 10✗C-59: the mortgage waits for its mortgagor to own, the seller for the book.
        await city.Registration(loan.Register(file)).No("C-40");
        await city.Transaction(sale.Release(FundPayee.Seller)).No("C-59");

        // 41 60 22 10: recorded together, then paid out.
        await city.Registration(sale.Transfer(file), loan.Register(file)).Ok();
        await city.BankA(loan.Disburse()).Ok();
        await city.Transaction(sale.Release(FundPayee.Seller)).Ok();
        Assert.Equal([Bo], city.Owners(Flat));
        Assert.Equal(loan.Id, Assert.Single(city.Encumbrances(Flat).Mortgages).Id);
    }

    [Fact]
    public async Task Scenario_04_With_mortgage_combined_the_old_one_falls_and_the_new_one_rises_in_one_envelope()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        var (old, sale, next) = await SoldWithMortgageAsync(city, restricted: false);

        // 23 by the old bank; 66 41 60 in one envelope.
        await city.BankA(old.Release()).Ok();
        var file = sale.Case(FlowCode.F212, (FlowCode.M9, Flat, [An]), (FlowCode.M1, Flat, [Bo]));
        var cancelled = old.Cancel(file);
        await city.AtOnce(file, cancelled, sale.Transfer(file), next.Register(file).With(r => r.Units[0].Rank = 1)).Ok();

        Assert.Equal([Bo], city.Owners(Flat));
        Assert.Equal((next.Id, 1u), (Assert.Single(city.Encumbrances(Flat).Mortgages).Id, city.Encumbrances(Flat).Mortgages[0].Rank));
        Assert.Equal(MortgageState.Cancelled, old.Page.State);
    }

    [Fact]
    public async Task Scenario_04_With_mortgage_staged_the_old_one_is_carried_and_the_new_one_moves_up_when_it_is_paid_off()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        var (old, sale, next) = await SoldWithMortgageAsync(city, restricted: true);
        var file = sale.Case(FlowCode.F212, (FlowCode.M1, Flat, [Bo]));

        // 41✗C-46: its bank restricted transfers. 20 41 60: it consents, the new mortgage is the second.
        await city.AtOnce(file, sale.Transfer(file, MortgageHandling.Carried), next.Register(file)).No("C-46");
        await city.BankA(old.Consent(sale)).Ok();
        await city.AtOnce(file, sale.Transfer(file, MortgageHandling.Carried), next.Register(file)).Ok();
        Assert.Equal([1u, 2u], city.Encumbrances(Flat).Mortgages.Select(static row => row.Rank));

        // 23 66: paid off.
        city.At("2026-03-09 09:00");
        await old.CancelledAsync();
        Assert.Equal((next.Id, 1u), (Assert.Single(city.Encumbrances(Flat).Mortgages).Id, city.Encumbrances(Flat).Mortgages[0].Rank));
    }

    [Fact]
    public async Task Scenario_04_With_mortgage_changed_the_mortgage_becomes_the_buyers_and_its_banks()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        var (old, sale, next) = await SoldWithMortgageAsync(city, restricted: false, lends: false);
        var file = sale.Case(FlowCode.F212, (FlowCode.M4, Flat, [Bo]), (FlowCode.M6, Flat, [Bo]));
        await city.AtOnce(file, sale.Transfer(file, MortgageHandling.Changed)).No("C-47");

        // 21: the banks agree who owes and who is owed.
        await city.BankA(old.Agree(MortgageChangeKind.Mortgagor).With(r =>
        {
            r.Units.Add(new MortgageContractUnitInput { UnitCode = Flat, Share = "1/1" });
            r.Mortgagors.Add(Bo);
        })).Ok();
        await city.BankA(old.Agree(MortgageChangeKind.Assigned).With(r => r.Assignee = next.Id)).Ok();
        await city.BankB(old.Agree(MortgageChangeKind.Assigned).With(r => (r.Assignee, r.Accepts) = (next.Id, true))).Ok();

        // 41 63 61 in one envelope.
        await city.AtOnce(
            file,
            sale.Transfer(file, MortgageHandling.Changed),
            old.Change(file, MortgageChangeKind.Mortgagor, FlowCode.M4),
            old.Assign(file, next.Id)).Ok();
        Assert.Equal([Bo], city.Owners(Flat));
        Assert.Equal((next.Id, 1u), (Assert.Single(city.Encumbrances(Flat).Mortgages).Id, city.Encumbrances(Flat).Mortgages[0].Rank));
        Assert.Equal(MortgageState.Transferred, old.Page.State);
    }

    [Fact]
    public async Task Scenario_04_With_mortgage_two_notices_keep_the_home_for_its_buyer_and_its_bank()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        var (_, sale, next) = await SoldWithMortgageAsync(city, restricted: false);
        var file = city.Case(sale.Number, (FlowCode.F701, Flat, [An, Bo]), (FlowCode.F703, Flat, [Bo]));
        await city.AtOnce(
            file,
            city.Notice(file, sale, AdvanceNoticeKind.OtherSale),
            next.Notice(file, AdvanceNoticeKind.OtherMortgage)).Ok();

        // 4✗C-34: the seller's second sale; the first contract stands as well (C-05).
        var second = new Sale(city) { Units = [new(Flat, 1_300_000)], Sellers = [An], Buyers = [Chen] };
        await city.Transaction(second.Sign()).No("C-34", "C-05");
    }

    [Fact]
    public async Task Scenario_14_Ranks_change_only_with_the_consent_of_who_falls_and_amounts_rise_only_with_that_of_who_is_behind()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var first = new Loan(city) { Units = [Flat], Mortgagors = [An] };
        var second = new Loan(city, "bank-b") { Units = [Flat], Mortgagors = [An], Amount = 300_000 };
        await first.RegisteredAsync();
        city.At("2026-03-03 09:00");
        await second.RegisteredAsync();

        // 62✗C-43, 20 RANK 62.
        city.At("2026-03-04 09:00");
        var file = first.Case(FlowCode.M5);
        await city.AtOnce(file, Reorder(city, file, second, first)).No("C-43");
        await city.BankA(first.Consent(ConsentSubject.Rank, of: second.Id)).Ok();
        await city.AtOnce(file, Reorder(city, file, second, first)).Ok();
        Assert.Equal([1u, 2u], new[] { second, first }.Select(loan => city.Encumbrances(Flat).Mortgages.Single(row => row.Id.Equals(loan.Id)).Rank));

        // 61✗C-43: the first now lends more than the one behind it knows of.
        city.At("2026-03-05 09:00");
        await RaiseAsync(city, second, "bank-b").No("C-43");
    }

    [Fact]
    public async Task Scenario_14_Ranks_in_linlan_the_increase_ranks_last()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00", "linlan");
        const string flat = "449801004001GB00012F00010101";
        await city.OpenAsync(city.Unit(flat, An));
        var first = new Loan(city) { Units = [flat], Mortgagors = [An] };
        var second = new Loan(city, "bank-b") { Units = [flat], Mortgagors = [An], Amount = 300_000 };
        await first.RegisteredAsync();
        city.At("2026-03-03 09:00");
        await second.RegisteredAsync();

        city.At("2026-03-05 09:00");
        await RaiseAsync(city, first, "bank-a").Ok();
        var raised = city.Encumbrances(flat).Mortgages.Single(row => row.Id.Equals(first.Id));
        Assert.Equal(10_000_000ul, Assert.Single(raised.Additions).AmountFen);
    }

    [Fact]
    public async Task Scenario_22_Halves_each_has_its_own_mortgage_and_its_own_sale()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, new Stake(An, "1/2"), new Stake(Bo, "1/2")));
        var ans = new Loan(city) { Units = [Flat], Mortgagors = [An], Holding = [An], Share = "1/2" };
        var bos = new Loan(city, "bank-b") { Units = [Flat], Mortgagors = [Bo], Holding = [Bo], Share = "1/2" };

        // 60 60: each half has a rank of its own.
        await ans.RegisteredAsync();
        await city.BankB(bos.Sign()).Ok();
        var file = bos.Case(FlowCode.M1);
        await city.AtOnce(file, bos.Register(file).With(r => r.Units[0].Rank = 2)).No("C-43");
        await city.AtOnce(file, bos.Register(file)).Ok();

        // 66 41: Bo sells free of its mortgage; An's bank has nothing to do with it.
        city.At("2026-03-04 09:00");
        await bos.CancelledAsync();
        var bosHalf = Half(city, Bo, Chen);
        await bosHalf.TaxedAsync();
        file = bosHalf.Case();
        await city.AtOnce(file, bosHalf.Transfer(file)).Ok();
        Assert.Equal(new[] { An, Chen }.ToHashSet(), city.Owners(Flat).ToHashSet());

        // 41✗C-47: An's half bears its mortgage.
        city.At("2026-03-06 09:00");
        var ansHalf = Half(city, An, Dai);
        await ansHalf.TaxedAsync();
        file = ansHalf.Case();
        await city.AtOnce(file, ansHalf.Transfer(file)).No("C-47");
    }

    [Fact]
    public async Task Scenario_24_Mortgage_on_a_hundred_units_one_is_freed_and_sold()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        string[] units = [.. Enumerable.Range(1, 100).Select(static i => $"441900004001GB00012F0001{i:D4}")];
        await city.OpenAsync([.. units.Select(unit => city.Unit(unit, An))]);
        var loan = new Loan(city) { Units = units, Mortgagors = [An] };
        await loan.RegisteredAsync();
        var (old, freed) = (loan.Page.Certificate.Number, units[41]);

        // 23 61: one unit leaves, the proof is replaced, the others keep their rank.
        city.At("2026-03-04 09:00");
        await city.BankA(loan.Release(freed)).Ok();
        var file = city.Case("", (FlowCode.M4, freed, [An]));
        await city.AtOnce(file, loan.Change(file, MortgageChangeKind.UnitsOut, FlowCode.M4, freed)).Ok();
        Assert.Empty(city.Encumbrances(freed).Mortgages);
        Assert.All(units.Where(unit => unit != freed), unit => Assert.Equal(1u, Assert.Single(city.Encumbrances(unit).Mortgages).Rank));
        Assert.Equal(loan.Page.Certificate, city.CertificatePage(old).ReplacedBy);

        // 66✗C-48: the rest was not released.
        file = city.Case("", [.. units.Where(unit => unit != freed).Select(unit => (FlowCode.M9, unit, new[] { An }))]);
        await city.AtOnce(file, loan.Cancel(file)).No("C-48");

        // 41: the freed unit is sold as if it never had been mortgaged.
        var sale = new Sale(city) { Units = [new(freed, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await sale.TaxedAsync();
        file = sale.Case();
        await city.AtOnce(file, sale.Transfer(file)).Ok();
        Assert.Equal([Bo], city.Owners(freed));
    }

    // An's home, mortgaged to bank A and sold to Bo, who borrows from bank B; money and taxes are paid.
    private static async Task<(Loan Old, Sale Sale, Loan Next)> SoldWithMortgageAsync(ScenarioCity city, bool restricted, bool lends = true)
    {
        await city.OpenAsync(city.Unit(Flat, An));
        var old = new Loan(city) { Units = [Flat], Mortgagors = [An], Restricted = restricted };
        await old.RegisteredAsync();
        city.At("2026-03-04 09:00");
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo], Payment = PaymentMode.Loan, Supervised = true };
        await sale.FiledAsync();
        await city.Transaction(sale.Supervise()).Ok();
        await city.BankA(sale.Deposit()).Ok();
        await sale.Taxes.PaidAsync();
        if (!restricted)
            await city.Registration(old.Notify(sale)).Ok();
        var next = new Loan(city, "bank-b") { Units = [Flat], Mortgagors = [Bo], PaysFor = sale.Number };
        if (lends)
            await city.BankB(next.Sign()).Ok();
        return (old, sale, next);
    }

    private static Sale Half(ScenarioCity city, PartyInput seller, PartyInput buyer) => new(city)
    {
        Units = [new(Flat, 600_000)],
        Share = "1/2",
        Sellers = [new(seller, "1/2")],
        Buyers = [buyer],
    };

    private static ChangeMortgageRanksRequest Reorder(ScenarioCity city, CaseFile file, params Loan[] order) => new()
    {
        Recording = file.At(city.NowMs),
        UnitCode = Flat,
        BusinessNumber = file.Business(Flat),
        Order = { order.Select(static loan => loan.Id) },
        Document = ScenarioCity.Papers(),
    };

    // A bank and its debtor agree on a higher amount, and ask the registry for it.
    private static async Task<ScenarioOutcome> RaiseAsync(ScenarioCity city, Loan loan, string bank)
    {
        loan.Amount += 100_000;
        (await city.DoAsync(bank, [loan.Agree(MortgageChangeKind.Amount)])).Ok();
        var file = loan.Case(FlowCode.M3);
        return await city.AtOnce(file, loan.Change(file, MortgageChangeKind.Amount, FlowCode.M3));
    }
}
