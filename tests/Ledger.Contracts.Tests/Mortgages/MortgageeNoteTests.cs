using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

public sealed class MortgageeNoteTests
{
    [Fact]
    public void C46_consent_lets_a_restricted_unit_go_with_its_mortgage()
    {
        var (sale, mortgage) = Sold(restricted: true);
        sale.Record(Carried).Refuse("C-46");

        mortgage.Consent().Accept();

        sale.Record(Carried).Accept();
        Assert.Equal(mortgage.Id, Assert.Single(mortgage.Rows()).Id);
    }

    [Fact]
    public void C46_notice_does_not_replace_consent()
    {
        var (sale, mortgage) = Sold(restricted: true);
        mortgage.Notify().Accept();

        sale.Record(Carried).Refuse("C-46");
        mortgage.Consent().Accept();
        sale.Record(Carried).Accept();
    }

    [Fact]
    public void C47_notice_lets_an_unrestricted_unit_go_with_its_mortgage()
    {
        var (sale, mortgage) = Sold();
        sale.Record(Carried).Refuse("C-47");

        mortgage.Notify().Accept();

        sale.Record(Carried).Accept();
        Assert.Single(mortgage.Rows());
    }

    [Fact]
    public void Notes_stand_on_the_contract_in_order_of_mortgagee()
    {
        var (sale, first) = Sold();
        var second = first.Next();
        (second.Signed, second.Recorded) = (Day.Of(2021, 5, 9), Day.Of(2021, 5, 9));
        second.Sign().Accept();
        second.Register().Accept();

        first.Notify().Accept();
        second.Consent().Accept();

        var notes = sale.Ledger.Read<ContractPage>(PageKeys.Contract(sale.Number))!.MortgageeNotes;
        Assert.Equal([(second.Id, true, 20210510u), (first.Id, false, 20210510u)], notes.Select(note => (note.Mortgage, note.Consent, note.Date)));
    }

    [Fact]
    public void STATE_a_consent_stands_and_nothing_follows_it()
    {
        var (_, mortgage) = Sold();
        mortgage.Consent().Accept();

        Assert.Contains("consented", mortgage.Notify().Refuse("STATE").Of("STATE").MessageEn, StringComparison.Ordinal);
        mortgage.Consent().Refuse("STATE");
    }

    [Fact]
    public void STATE_after_a_notice_only_consent_follows()
    {
        var (_, mortgage) = Sold();
        mortgage.Notify().Accept();

        Assert.Contains("MortgageeConsented", mortgage.Notify().Refuse("STATE").Of("STATE").AdviceEn, StringComparison.Ordinal);
        mortgage.Consent().Accept();
    }

    [Fact]
    public void STATE_a_mortgage_that_is_not_in_the_book_needs_no_note()
    {
        var sale = new SaleCase().ToSigned();
        var mortgage = new MortgageCase(sale);
        mortgage.Consent().Refuse("STATE");
        mortgage.Sign().Accept();

        mortgage.Consent().Refuse("STATE");
        mortgage.Notify().Refuse("STATE");
    }

    [Fact]
    public void STATE_a_contract_that_is_revoked_or_unknown_takes_no_note()
    {
        var (sale, mortgage) = Sold();

        mortgage.Consent(e => e.ContractNumber = "441900B21050000009").Refuse("STATE");
        sale.Revoke().Accept();
        mortgage.Notify().Refuse("STATE");
    }

    [Fact]
    public void C01_a_contract_of_other_units_takes_no_note()
    {
        var (sale, mortgage) = Sold();
        var other = new SaleCase(sale.Ledger) { Units = [SaleCase.Garage], Offset = 1_000, Number = "441900B21050000002" }.ToSigned();

        var outcome = mortgage.Consent(e => e.ContractNumber = other.Number).Refuse("C-01");

        Assert.Equal([PageKeys.Contract(other.Number), PageKeys.Mortgage(mortgage.Id)], outcome.Of("C-01").Values.Select(value => value.Source));
        mortgage.Notify(e => e.ContractNumber = other.Number).Refuse("C-01");
        mortgage.Notify().Accept();
    }

    [Fact]
    public void C41_only_the_mortgagee_consents()
    {
        var (_, mortgage) = Sold();

        mortgage.Consent(signer: Members.BankB).Refuse("C-41");
        mortgage.Consent(signer: Members.Finance).Refuse("C-41");
        mortgage.Consent().Accept();
    }

    [Fact]
    public void C57_a_notice_follows_the_contract_and_a_consent_may_precede_it()
    {
        var (_, mortgage) = Sold();

        mortgage.Notify(e => e.Date = 20210509).Refuse("C-57");
        mortgage.Notify(e => e.Date = 20210602).Refuse("C-57");
        mortgage.Consent(e => e.Date = 20210508).Refuse("C-57");
        mortgage.Consent(e => e.Date = 20210509).Accept();
    }

    /// <summary>A mortgage recorded on 9 May 2021 and the sale of its unit signed the day after, taxes paid.</summary>
    private static (SaleCase Sale, MortgageCase Mortgage) Sold(bool restricted = false)
    {
        var sale = new SaleCase();
        var mortgage = new MortgageCase(sale) { Signed = Day.Of(2021, 5, 8), Recorded = Day.Of(2021, 5, 9) };
        mortgage.Terms.TransferRestricted = restricted;
        mortgage.ToRegistered();
        sale.Sign().Accept();
        sale.File().Accept();
        sale.Assess().Accept();
        sale.Pay().Accept();
        return (sale, mortgage);
    }

    private static void Carried(TransferRecorded e) => e.Mortgages = MortgageHandling.Carried;
}
