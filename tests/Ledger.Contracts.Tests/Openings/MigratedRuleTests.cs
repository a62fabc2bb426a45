using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Units taken over from the old book.</summary>
public sealed class MigratedRuleTests
{
    private readonly SaleCase sale = new();

    public static TheoryData<string, Action<MigratedOpened>> BadRows() => new()
    {
        { "opening.right_type", e => e.Opening.RightType = 0 },
        { "opening.right_type", e => e.Opening.RightType = 19 },
        { "opening.use", e => e.Opening.Use = 0 },
        { "opening.use", e => e.Opening.Use = 10_000 },
        { "mortgages", e => e.Mortgages[1].Id = e.Mortgages[0].Id },
        { "mortgages[0].units", e => e.Mortgages[0].Units = 2 },
        { "mortgages[0].terms.determination_start", e => e.Mortgages[0].Terms.DeterminationStart = 20210201 },
        { "mortgages[0].terms.scope", e => e.Mortgages[0].Terms.Scope = 3 },
        { "seizures", e => e.Seizures[1].DocumentNumber = e.Seizures[0].DocumentNumber },
        { "seizures[0].end", e => e.Seizures[0].End = e.Seizures[0].Start },
        { "seizures[1].start", e => (e.Seizures[1].Start, e.Seizures[1].End) = (20210202, 20210302) },
    };

    [Fact]
    public void F02_a_virtual_unit_of_the_old_book_warns()
    {
        Action<MigratedOpened> placeholder = e =>
        {
            e.Opening.UnitCode = "441900000000GB00012F00010101";
            e.Opening.Parcels[0] = "441900000000GB00012W00000000";
        };

        Assert.Equal(Severity.Warning, Migrated(placeholder).Refuse("F-02").Of("F-02").Severity);
        Migrated(e =>
        {
            placeholder(e);
            e.Act = Acts.Of("F-02");
        }).Accept();
    }

    [Theory]
    [MemberData(nameof(BadRows), DisableDiscoveryEnumeration = true)]
    public void C69_a_row_of_the_old_book_without_its_form_is_refused(string path, Action<MigratedOpened> change)
    {
        var outcome = Migrated(e =>
        {
            Rows(e);
            change(e);
        }).Refuse("C-69");

        Assert.Contains(outcome.Findings, finding => finding.Values.Any(value => value.Source == "event." + path));
        Migrated(Rows).Accept();

        static void Rows(MigratedOpened e)
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Mortgages.Add(Encumbrances.Mortgage(2, "DY-2021-0002"));
            e.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 2, 1)));
            e.Seizures.Add(Encumbrances.Seizure("（2021）粤1971执保124号", delivered: Day.Of(2021, 2, 2)));
        }
    }

    [Fact]
    public void C57_a_migrated_recording_is_older_than_its_acceptance()
        => Migrated().Accept();

    [Fact]
    public void C57_a_migrated_recording_does_not_follow_the_reading_of_the_book()
        => Migrated(e => e.MigrationDate = 20180228).Refuse("C-57");

    [Fact]
    public void A_migrated_opening_lists_mortgages_and_seizures()
    {
        Migrated(e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Mortgages.Add(Encumbrances.Mortgage(2, "DY-2021-0002"));
            e.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 2, 1)));
            e.Seizures.Add(Encumbrances.Seizure("（2021）粤1971执保124号", delivered: Day.Of(2021, 2, 2)));
        }).Accept();

        var page = sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!;
        Assert.Equal(Origin.Migrated, page.Origin);
        Assert.Equal(20210226u, page.CompleteSince);
        Assert.Equal(2, page.Mortgages.Count);
        Assert.Equal(2, page.Seizures.Count);
        var mortgage = sale.Ledger.Read<MortgagePage>(PageKeys.Mortgage(page.Mortgages[0].Id))!;
        Assert.Equal(MortgageState.Registered, mortgage.State);
        Assert.Equal(Origin.Migrated, mortgage.Origin);
        Assert.Equal(SaleCase.Flat, Assert.Single(mortgage.Units).UnitCode);
        Assert.Equal(CertificateKind.Proof, sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(mortgage.Certificate))!.Kind);
        Assert.Equal(20180301u, sale.Title().RecordingDate);
    }

    [Fact]
    public void A_mortgage_on_two_old_units_gains_its_second_unit_with_the_second_opening()
    {
        Migrated(e => e.Mortgages.Add(Encumbrances.Mortgage())).Accept();

        sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Garage, e => e.Mortgages.Add(Encumbrances.Mortgage()))).Accept();

        Assert.Equal([SaleCase.Flat, SaleCase.Garage],
            sale.Ledger.Read<MortgagePage>(PageKeys.Mortgage(Encumbrances.Mortgage().Id))!.Units.Select(unit => unit.UnitCode));
    }

    [Fact]
    public void STATE_a_mortgage_of_this_ledger_is_none_of_the_old_book()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        Action<MigratedOpened> same = e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage(number: mortgage.Number));
            e.Mortgages[0].Terms = mortgage.Terms.Clone();
            e.Mortgages[0].Certificate = mortgage.Page.Certificate;
        };

        var finding = sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Garage, same)).Refuse("STATE", "C-54").Of("STATE");

        Assert.Contains("ReleaseInstructed", finding.AdviceEn, StringComparison.Ordinal);
        Assert.Equal(PageKeys.Mortgage(mortgage.Id), finding.Values[0].Source);
    }

    [Fact]
    public void C41_an_old_mortgagee_outside_the_ledger_warns()
    {
        Action<MigratedOpened> stranger = e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Mortgages[0].Id.Mortgagee = TestParty.Developer.Number;
        };

        Assert.Equal(Severity.Warning, Migrated(stranger).Refuse("C-41").Of("C-41").Severity);
        Migrated(e =>
        {
            stranger(e);
            e.Act = Acts.Of("C-41");
        }).Accept();
    }

    [Fact]
    public void C43_old_ranks_are_dense()
        => Migrated(e => e.Mortgages.Add(Encumbrances.Mortgage(rank: 2))).Refuse("C-43");

    [Fact]
    public void C31_old_seizures_wait_in_order_of_delivery()
        => Migrated(e =>
        {
            e.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 2, 1)));
            e.Seizures.Add(Encumbrances.Seizure("（2021）粤1971执保124号", delivered: Day.Of(2021, 2, 5)));
            e.Seizures.Add(Encumbrances.Seizure("（2021）粤1971执保125号", delivered: Day.Of(2021, 2, 4)));
        }).Refuse("C-31");

    [Fact]
    public void C32_an_old_seizure_lasts_three_years_at_most()
    {
        Migrated(e =>
        {
            e.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 2, 1)));
            e.Seizures[0].End = 20240202;
        }).Refuse("C-32");
        Migrated(e => e.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 2, 1)))).Accept();
    }

    [Fact]
    public void F03_a_migrated_certificate_may_be_older_than_the_last_recording_but_not_younger()
    {
        Migrated(e => e.Opening.Owners[0].Certificate.Number = "粤（2019）东莞不动产权第0000001号").Refuse("F-03");
        Migrated(e => e.Opening.Owners[0].Certificate.Number = "粤（2016）东莞不动产权第0000001号").Accept();
    }

    [Fact]
    public void A_legacy_certificate_stands_by_its_hash_in_the_migrated_book_only()
    {
        var legacy = new CertificateId { LegacyHash = Acts.Bytes(9) };

        First(e => e.Opening.Owners[0].Certificate = legacy).Refuse("C-69");
        Migrated(e => e.Opening.Owners[0].Certificate = legacy).Accept();
        Assert.True(sale.Ledger.Read<CertificatePage>("cert/#" + Convert.ToHexStringLower(legacy.LegacyHash.Span))!.Live);
    }

    [Fact]
    public void C54_a_legacy_certificate_may_stand_for_several_units_if_the_registrar_confirms()
    {
        var legacy = new CertificateId { LegacyHash = Acts.Bytes(9) };
        Migrated(e => e.Opening.Owners[0].Certificate = legacy).Accept();

        Assert.Equal(Severity.Warning, Second().Refuse("C-54").Of("C-54").Severity);
        Second(e => e.Act = Acts.Of("C-54")).Accept();

        Assert.Equal(legacy, sale.Title(SaleCase.Garage).Owners[0].Certificate);
        Assert.Equal(SaleCase.Flat, sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(legacy))!.UnitCode);

        Outcome Second(Action<MigratedOpened>? change = null)
            => sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Garage, e =>
            {
                e.Opening.Owners[0].Certificate = legacy;
                change?.Invoke(e);
            }));
    }

    [Fact]
    public void C54_a_certificate_of_the_unified_form_stands_for_one_unit_in_the_migrated_book_too()
    {
        Migrated().Accept();
        var number = sale.Title().Owners[0].Certificate;

        sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Garage, e =>
        {
            e.Opening.Owners[0].Certificate = number;
            e.Act = Acts.Of("C-54");
        })).Refuse("C-54");
    }

    [Fact]
    public void C54_one_proof_does_not_stand_for_two_old_mortgages()
    {
        var outcome = Migrated(e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Mortgages.Add(Encumbrances.Mortgage(2, "DY-2021-0002"));
            e.Mortgages[1].Certificate = e.Mortgages[0].Certificate;
        }).Refuse("C-54");

        Assert.Equal(
            ["event.mortgages[0].certificate", "event.mortgages[1].certificate", "event.mortgages[0].id.contract_number",
                "event.mortgages[1].id.contract_number"],
            outcome.Of("C-54").Values.Select(value => value.Source));
        Migrated(e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Mortgages.Add(Encumbrances.Mortgage(2, "DY-2021-0002"));
        }).Accept();
    }

    [Fact]
    public void C54_a_legacy_proof_is_no_second_mortgages_nor_a_title()
    {
        var legacy = new CertificateId { LegacyHash = Acts.Bytes(9) };
        Action<MigratedOpened> two = e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Mortgages.Add(Encumbrances.Mortgage(2, "DY-2021-0002"));
            e.Mortgages[0].Certificate = legacy;
        };

        Migrated(e =>
        {
            two(e);
            e.Mortgages[1].Certificate = legacy;
        }).Refuse("C-54");
        Migrated(e =>
        {
            two(e);
            e.Opening.Owners[0].Certificate = legacy;
            e.Act = Acts.Of("C-54");
        }).Refuse("C-54");
        Migrated(two).Accept();
    }

    [Fact]
    public void C54_the_proof_of_a_mortgage_on_two_old_units_falls_with_that_mortgage_alone()
    {
        Migrated(e => e.Mortgages.Add(Encumbrances.Mortgage())).Accept();
        sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Garage, e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Mortgages.Add(Encumbrances.Mortgage(2, "DY-2021-0002"));
            e.Mortgages[1].Certificate = e.Mortgages[0].Certificate;
        })).Refuse("C-54");
        sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Garage, e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Mortgages.Add(Encumbrances.Mortgage(2, "DY-2021-0002"));
        })).Accept();
        var mortgage = new MortgageCase(sale) { Number = "DY-2021-0001" };
        mortgage.Release().Accept();
        mortgage.Cancel().Accept();

        Assert.False(sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(Encumbrances.Mortgage().Certificate))!.Live);
        Assert.True(sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(Encumbrances.Mortgage(2).Certificate))!.Live);
    }

    private Outcome First(Action<FirstRegistered>? change = null)
        => sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat, change));

    private Outcome Migrated(Action<MigratedOpened>? change = null)
        => sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Flat, change));
}
