using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>House tables: what is predicted, surveyed and corrected, and the codes that a survey changes.</summary>
public sealed class HouseRowsRuleTests
{
    private readonly PresaleCase presale = new PresaleCase().ToPermit();

    [Fact]
    public void A_row_is_for_sale_and_counted_for_its_building()
    {
        presale.Publish(presale.Rows(units: [SaleCase.Flat, PresaleCase.SecondFlat])).Accept();

        Assert.Equal(HouseState.ForSale, presale.House().State);
        Assert.Equal((PresaleCase.Building, 2u, 0u), (presale.BuildingPage.Building, presale.BuildingPage.Rows, presale.BuildingPage.Surveyed));
    }

    [Fact]
    public void A_survey_keeps_what_is_sold_and_a_row_that_was_predicted()
    {
        presale.Publish(presale.Rows()).Accept();
        presale.Sale.Sign().Accept();

        presale.Publish(presale.Survey(presale.Sale.Area)).Accept();

        Assert.Equal((HouseState.Signed, 8_950ul, 8_950ul), (presale.House().State, presale.House().PredictedArea, presale.House().SurveyedArea));
        Assert.Equal((1u, 1u), (presale.BuildingPage.Rows, presale.BuildingPage.Surveyed));
    }

    [Fact]
    public void STATE_a_row_is_predicted_once()
    {
        presale.Publish(presale.Rows()).Accept();

        presale.Publish(presale.Rows()).Refuse("STATE");
    }

    [Fact]
    public void STATE_an_unknown_permit_has_no_house_table()
        => presale.Publish(presale.Rows(e => e.PermitNumber = "东房预字第20219999号")).Refuse("STATE");

    [Fact]
    public void STATE_an_ended_permit_gets_no_rows()
    {
        presale.Change(PermitState.Ended, presale.Issued).Accept();

        presale.Publish(presale.Rows()).Refuse("STATE");
    }

    [Fact]
    public void C01_a_row_stands_in_a_building_of_its_permit() => presale.Publish(presale.Rows(units: SaleCase.Garage)).Refuse("C-01");

    [Fact]
    public void C01_a_row_stays_under_its_permit()
    {
        presale.Publish(presale.Rows()).Accept();

        presale.Publish(presale.Survey(presale.Sale.Area)).Accept();
        var other = presale.Survey(presale.Sale.Area);
        other.PermitNumber = "";
        presale.Publish(other).Refuse("C-01");
    }

    [Theory]
    [InlineData(7_000ul, 1_952ul, true)]
    [InlineData(7_000ul, 1_948ul, true)]
    [InlineData(7_000ul, 1_953ul, false)]
    [InlineData(7_000ul, 1_947ul, false)]
    [InlineData(0ul, 0ul, true)]
    public void C24_inner_and_shared_area_add_up_within_two_hundredths(ulong inner, ulong shared, bool passes)
    {
        var outcome = presale.Publish(presale.Rows(e => (e.Rows[0].InnerArea, e.Rows[0].SharedArea) = (inner, shared)));

        Assert.True(passes == outcome.Accepted);
        if (!passes)
            outcome.Refuse("C-24");
    }

    [Theory]
    [InlineData(10_000ul, "")]
    [InlineData(10_001ul, "W")]
    [InlineData(10_300ul, "W")]
    [InlineData(10_301ul, "X")]
    [InlineData(9_700ul, "W")]
    [InlineData(9_699ul, "X")]
    public void C23_a_survey_may_differ_from_the_prediction_by_three_per_cent(ulong surveyed, string severity)
    {
        presale.Sale.Area = 10_000;
        presale.Publish(presale.Rows()).Accept();
        var survey = presale.Survey(surveyed);
        if (severity.Length == 0)
        {
            presale.Publish(survey).Accept();
            return;
        }

        Assert.Equal(severity == "W" ? Severity.Warning : Severity.Exception, presale.Publish(survey).Refuse("C-23").Of("C-23").Severity);
        survey.Act = Acts.Of("C-23");
        if (severity == "W")
            presale.Publish(survey).Accept();
        else
            presale.Publish(survey).Refuse("C-23");
    }

    [Fact]
    public void C69_a_prediction_states_the_predicted_area_alone() => presale.Publish(presale.Rows(e => e.Rows[0].SurveyedArea = 8_950)).Refuse("C-69");

    [Fact]
    public void C69_a_survey_states_the_surveyed_area_alone()
    {
        var survey = presale.Survey(8_950);
        survey.Rows[0].PredictedArea = 8_950;
        presale.Publish(survey).Refuse("C-69");
    }

    [Fact]
    public void F01_the_rows_of_a_table_are_of_one_building() => presale.Publish(presale.Rows(units: [SaleCase.Flat, SaleCase.Garage])).Refuse("F-01");

    [Fact]
    public void F01_a_parcel_is_no_row()
        => presale.Publish(presale.Rows(e => e.Rows[0].UnitCode = SaleCase.Parcel)).Refuse("F-01");

    [Fact]
    public void C81_a_survey_changes_a_code_and_each_row_names_the_other()
    {
        presale.Publish(presale.Rows()).Accept();
        presale.Sale.Sign().Accept();

        presale.Publish(Mapping()).Accept();

        Assert.Equal(PresaleCase.SecondFlat, presale.House().ReplacedBy);
        Assert.Equal((SaleCase.Flat, HouseState.Signed), (presale.House(PresaleCase.SecondFlat).Replaces, presale.House(PresaleCase.SecondFlat).State));
        Assert.Equal(1u, presale.BuildingPage.Rows);
    }

    [Fact]
    public void A_sale_that_ends_after_the_survey_leaves_the_new_code_for_sale()
    {
        presale.Publish(presale.Rows()).Accept();
        presale.Sale.Sign().Accept();
        presale.Publish(Mapping()).Accept();

        presale.Sale.Revoke().Accept();

        Assert.Equal(HouseState.ForSale, presale.House(PresaleCase.SecondFlat).State);
        presale.Sale.Units = [PresaleCase.SecondFlat];
        presale.Sale.Number = presale.Sale.Number[..^1] + "7";
        presale.Sale.Sign().Accept();
    }

    [Fact]
    public void C81_what_is_restricted_keeps_its_code()
    {
        presale.Publish(presale.Rows()).Accept();
        var key = PageKeys.Encumbrances(SaleCase.Flat);
        var today = Day.At(presale.Ledger.TimeMs);
        foreach (var (change, passes) in new (Action<EncumbrancePage>, bool)[]
        {
            (page => page.Mortgages.Add(Encumbrances.Mortgage()), false),
            (page => page.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 3, 1))), false),
            (page => page.Seizures.Add(Encumbrances.Seizure(start: today.AddMonths(-37))), true),
            (page => page.Notices.Add(new AdvanceNoticeRow { Kind = AdvanceNoticeKind.Presale }), false),
            (page => page.Notices.Add(new AdvanceNoticeRow { Kind = AdvanceNoticeKind.Presale, Ended = today.Number }), true),
            (page => page.Locks.Add(new LockRow { From = 20210101 }), false),
            (page => page.Locks.Add(new LockRow { From = today.AddDays(1).Number }), false),
            (page => page.Locks.Add(new LockRow { From = 20200101, Until = today.Number }), true),
        })
        {
            var page = new EncumbrancePage { UnitCode = SaleCase.Flat, Origin = Origin.NotOpened };
            change(page);
            presale.Ledger.PutOld(key, page);
            var outcome = presale.Ledger.Judge(Members.Transaction, Mapping());
            if (passes)
                outcome.Accept();
            else
                outcome.Refuse("C-81");
        }
    }

    [Fact]
    public void A_contract_follows_its_unit_through_however_many_surveys()
    {
        const int Surveys = 100_000;
        presale.Publish(presale.Rows()).Accept();
        presale.Sale.Sign().Accept();
        var row = presale.House();
        for (var i = 0; i < Surveys; i++)
        {
            var page = row.Clone();
            (page.UnitCode, page.ReplacedBy) = (i == 0 ? SaleCase.Flat : Code(i), Code(i + 1));
            presale.Ledger.PutOld(PageKeys.House(page.UnitCode), page);
        }

        row.UnitCode = Code(Surveys);
        presale.Ledger.PutOld(PageKeys.House(row.UnitCode), row);

        presale.Sale.File().Accept();

        Assert.Equal(HouseState.Filed, presale.House(row.UnitCode).State);
        static string Code(int i) => $"441900004001GB00012F{(i / 9_999) + 2:D4}{(i % 9_999) + 1:D4}";
    }

    [Fact]
    public void STATE_nothing_is_entered_on_a_code_that_was_replaced()
    {
        presale.Publish(presale.Rows()).Accept();
        presale.Publish(Mapping()).Accept();
        var seizures = new SeizureBook(presale.Ledger);

        seizures.Enter(1, change: PreSeizure).Refuse("STATE");
        presale.Ledger.Submit(Members.Registration, presale.Sale.FirstRegistration(SaleCase.Flat)).Refuse("STATE");
        new SeizureBook(presale.Ledger, PresaleCase.SecondFlat).Enter(2, change: PreSeizure).Accept();

        static void PreSeizure(SeizureEntered e)
        {
            e.Kind = SeizureKind.PreSeizure;
            e.Debtors.Clear();
            e.Debtors.Add(TestParty.Developer.At(e.UnitCode));
        }
    }

    [Fact]
    public void C81_a_row_is_replaced_once()
    {
        presale.Publish(presale.Rows()).Accept();
        presale.Publish(Mapping()).Accept();

        presale.Publish(Mapping("441900004001GB00012F00010103")).Refuse("C-81");
    }

    [Fact]
    public void C81_a_code_that_no_row_has_is_not_replaced() => presale.Publish(Mapping()).Refuse("C-81");

    [Fact]
    public void C81_a_registered_code_replaces_nothing()
    {
        presale.Publish(presale.Rows()).Accept();
        new SaleCase(presale.Ledger) { Units = [PresaleCase.SecondFlat], Offset = 1_000 }.Open();

        presale.Publish(Mapping()).Refuse("C-81");
    }

    [Fact]
    public void STATE_a_row_that_was_replaced_is_published_no_more_and_sold_no_more()
    {
        presale.Publish(presale.Rows()).Accept();
        presale.Publish(Mapping()).Accept();

        presale.Publish(presale.Survey(8_950)).Refuse("STATE");
        presale.Sale.Sign().Refuse("STATE");
        presale.Sale.Units = [PresaleCase.SecondFlat];
        presale.Sale.Sign().Accept();
    }

    [Fact]
    public void C69_only_a_survey_changes_a_code() => presale.Publish(presale.Rows(e => e.Rows[0].Replaces = PresaleCase.SecondFlat)).Refuse("C-69");

    [Fact]
    public void STATE_the_last_part_asks_for_all_rows()
    {
        var first = presale.Rows(e => (e.Part, e.Parts, e.Total) = (1, 2, 2));
        var last = presale.Rows(e => (e.Part, e.Parts, e.Total) = (2, 2, 2), PresaleCase.SecondFlat);

        presale.Publish(last).Refuse("STATE");
        presale.Publish(first).Accept();
        presale.Publish(last).Accept();
    }

    [Fact]
    public void STATE_the_last_part_of_a_survey_asks_for_all_surveys()
    {
        presale.Publish(presale.Rows(units: [SaleCase.Flat, PresaleCase.SecondFlat])).Accept();
        var last = presale.Survey(presale.Sale.Area);
        (last.Part, last.Parts, last.Total) = (2, 2, 2);

        presale.Publish(last).Refuse("STATE");
        presale.Publish(presale.Survey(presale.Sale.Area, PresaleCase.SecondFlat)).Accept();
        presale.Publish(last).Accept();
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(2u, 1u)]
    [InlineData(1u, 501u)]
    public void C69_a_part_is_one_of_those_there_are(uint part, uint parts)
        => presale.Publish(presale.Rows(e => (e.Part, e.Parts, e.Total) = (part, parts, 5))).Refuse("C-69");

    [Fact]
    public void A_row_is_taken_off_the_market_while_it_is_unsold_and_put_back()
    {
        presale.Publish(presale.Rows()).Accept();
        presale.Publish(Corrected(limited: true)).Accept();
        presale.Sale.Sign().Refuse("STATE");

        presale.Publish(Corrected(limited: false)).Accept();
        presale.Sale.Sign().Accept();

        presale.Publish(Corrected(limited: true)).Refuse("STATE");
    }

    [Fact]
    public void STATE_only_a_row_that_is_there_is_corrected() => presale.Publish(Corrected(limited: false)).Refuse("STATE");

    [Fact]
    public void STATE_the_epoch_of_a_row_stays()
    {
        presale.Publish(presale.Rows()).Accept();
        var survey = presale.Survey(presale.Sale.Area);
        survey.Rows[0].Epoch = 2;

        presale.Publish(survey).Refuse("STATE");
        presale.Sale.Sign(e => e.Units[0].Epoch = 2).Refuse("STATE");
    }

    [Fact]
    public void C02_a_survey_is_of_the_cadastres_unit_and_a_correction_may_change_it()
    {
        presale.Publish(presale.Rows(e => e.Rows[0].CadastralId = Acts.Bytes(1))).Accept();
        var survey = presale.Survey(presale.Sale.Area);
        presale.Publish(survey).Refuse("C-02");
        survey.Rows[0].CadastralId = Acts.Bytes(2);
        presale.Publish(survey).Refuse("C-02");
        survey.Rows[0].CadastralId = Acts.Bytes(1);
        presale.Publish(survey).Accept();

        presale.Publish(Corrected(limited: false)).Accept();
        presale.Publish(presale.Survey(presale.Sale.Area)).Accept();
    }

    private HouseRowsPublished Mapping(string unit = PresaleCase.SecondFlat)
    {
        var survey = presale.Survey(presale.Sale.Area, unit);
        survey.Rows[0].Replaces = SaleCase.Flat;
        return survey;
    }

    private HouseRowsPublished Corrected(bool limited) => presale.Rows(e =>
    {
        e.Kind = HouseRowsKind.Corrected;
        e.Rows[0].Limited = limited;
    });
}
