using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

public sealed class EncumbranceRuleTests
{
    private readonly SaleCase sale = new();

    [Fact]
    public void C29_a_seized_unit_is_not_sold()
    {
        Migrate(Seize());

        var outcome = sale.Sign().Refuse("C-29");

        Assert.Equal(Severity.Exception, outcome.Of("C-29").Severity);
        Assert.Contains(outcome.Of("C-29").Values, value => value.Source == PageKeys.Encumbrances(SaleCase.Flat));
    }

    [Fact]
    public void C29_a_seizure_that_has_lapsed_stops_nothing()
    {
        // Three years from 2018-02-01: over on 2021-02-01, four months before the envelope.
        Migrate(Seize(Day.Of(2018, 2, 1)));

        sale.Sign().Accept();
    }

    [Fact]
    public void C29_a_queued_seizure_takes_over_when_the_first_lapses()
    {
        Migrate(e =>
        {
            Seize(Day.Of(2018, 2, 1))(e);
            e.Seizures.Add(Encumbrances.Seizure("（2020）粤1971执保9号", delivered: Day.Of(2020, 1, 2)));
        });

        sale.Sign().Refuse("C-29");
    }

    [Fact]
    public void C29_a_seizure_on_the_parcel_stops_the_flat()
    {
        sale.Open();
        sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Parcel, Seize())).Accept();

        var outcome = sale.Sign().Refuse("C-29");

        Assert.Contains(outcome.Of("C-29").Values, value => value.Source == PageKeys.Encumbrances(SaleCase.Parcel));
    }

    [Fact]
    public void C29_a_seizure_on_another_parcel_does_not()
    {
        sale.Open();
        sale.Ledger.Submit(Members.Registration, sale.Migration("441900004001GB00013W00000000", e =>
        {
            Seize()(e);
            e.Opening.Parcels.Clear();
        })).Accept();

        sale.Sign().Accept();
    }

    [Fact]
    public void C29_a_seizure_after_signing_stops_the_filing()
    {
        sale.ToSigned();
        SeizeNow();

        sale.File().Refuse("C-29");
    }

    [Fact]
    public void C29_a_seizure_after_payment_stops_the_transfer()
    {
        sale.ToPaid();
        SeizeNow();

        sale.Record().Refuse("C-29");
    }

    [Fact]
    public void A_first_registration_keeps_the_seizures_entered_before_it_and_warns()
    {
        SeizeNow();

        Assert.Equal(Severity.Warning, sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat)).Refuse("C-29").Of("C-29").Severity);
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat, e => e.Act = Acts.Of("C-29"))).Accept();

        var page = sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!;
        Assert.Equal(Origin.FirstRegistration, page.Origin);
        Assert.Single(page.Seizures);
        sale.Sign().Refuse("C-29");
    }

    [Fact]
    public void C29_a_seizure_on_the_parcel_stops_the_first_registration()
    {
        sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Parcel, Seize())).Accept();

        var outcome = sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat)).Refuse("C-29");
        Assert.Equal(Severity.Reject, outcome.Of("C-29").Severity);
    }

    [Fact]
    public void A_migrated_opening_puts_the_old_seizures_before_those_entered_here()
    {
        SeizeNow();

        Migrate(Seize(document: "（2020）粤1971执保7号"));

        var rows = sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!.Seizures;
        Assert.Equal(["（2020）粤1971执保7号", "（2021）粤1971执保123号"], rows.Select(row => row.DocumentNumber));
        Assert.Equal(0u, rows[1].Start);
    }

    [Fact]
    public void A_seizure_in_both_books_is_one_seizure()
    {
        SeizeNow();

        Migrate(Seize());

        Assert.Single(sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!.Seizures);
    }

    [Fact]
    public void C47_a_live_mortgage_does_not_vanish_with_a_transfer()
    {
        Mortgaged();
        Note(consent: false);

        sale.Record().Refuse("C-47");
        sale.Record(e => e.Mortgages = MortgageHandling.Carried).Accept();
        Assert.Single(sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!.Mortgages);
    }

    [Fact]
    public void C47_a_mortgagee_who_knows_nothing_of_the_transfer_warns()
    {
        Mortgaged();

        Assert.Equal(Severity.Warning, sale.Record(e => e.Mortgages = MortgageHandling.Carried).Refuse("C-47").Of("C-47").Severity);
        sale.Record(e =>
        {
            e.Mortgages = MortgageHandling.Carried;
            e.Act = Acts.Of("C-47");
        }).Accept();
    }

    [Fact]
    public void C47_mortgages_are_not_carried_where_there_is_none()
        => sale.ToPaid().Record(e => e.Mortgages = MortgageHandling.Carried).Refuse("C-47");

    [Fact]
    public void C46_a_registered_restriction_needs_the_mortgagees_consent()
    {
        Mortgaged(row => row.Terms.TransferRestricted = true);
        Note(consent: false);

        sale.Record(e => e.Mortgages = MortgageHandling.Carried).Refuse("C-46");
        Note(consent: true);
        sale.Record(e => e.Mortgages = MortgageHandling.Carried).Accept();
    }

    [Theory]
    [InlineData(20201231u, false)]
    [InlineData(20210101u, true)]
    public void C46_a_mortgage_older_than_the_civil_code_needs_consent(uint recorded, bool accepted)
    {
        Mortgaged(row => row.RecordingDate = recorded);
        Note(consent: false);

        var outcome = sale.Record(e => e.Mortgages = MortgageHandling.Carried);

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-46");
    }

    private static Action<MigratedOpened> Seize(Day? start = null, string document = "（2021）粤1971执保123号")
        => e => e.Seizures.Add(Encumbrances.Seizure(document, start ?? Day.Of(2021, 2, 1)));

    private void Migrate(Action<MigratedOpened> change)
        => sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Flat, change)).Accept();

    private void SeizeNow()
    {
        var key = PageKeys.Encumbrances(SaleCase.Flat);
        var page = sale.Ledger.Read<EncumbrancePage>(key) ?? new EncumbrancePage { UnitCode = SaleCase.Flat, Parcels = { SaleCase.Parcel } };
        page.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 2, 1)));
        sale.Ledger.Put(key, page);
    }

    private void Mortgaged(Action<MortgageRow>? change = null)
    {
        Migrate(e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            change?.Invoke(e.Mortgages[0]);
        });
        sale.Sign().Accept();
        sale.File().Accept();
        sale.Assess().Accept();
        sale.Pay().Accept();
    }

    private void Note(bool consent)
    {
        var page = sale.Ledger.Read<ContractPage>(PageKeys.Contract(sale.Number))!;
        page.MortgageeNotes.Clear();
        page.MortgageeNotes.Add(new MortgageeNote { Mortgage = Encumbrances.Mortgage().Id, Consent = consent, Date = 20210512 });
        sale.Ledger.Put(PageKeys.Contract(sale.Number), page);
    }
}
