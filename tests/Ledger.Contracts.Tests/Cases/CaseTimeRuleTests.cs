using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>The terms of a case over the calendar of 2026: off from 02-15 to 02-23, at work on the Saturdays 02-14 and 02-28.</summary>
public sealed class CaseTimeRuleTests : IDisposable
{
    private readonly CaseFile file = new();

    [Fact]
    public void C58_five_working_days_from_20260213_end_on_0227()
    {
        file.ToReviewed();
        Assert.Equal(5u, file.Page.PromisedDays);

        Assert.DoesNotContain(Record(Day.Of(2026, 2, 27)).Accept().Findings, finding => finding.Rule == "C-58");
        var late = Record(Day.Of(2026, 2, 28)).Refuse("C-58").Of("C-58");
        Assert.Equal((Severity.Warning, "recorded later than the 5 working days that were promised"), (late.Severity, late.MessageEn));
        file.Ledger.Judge(Members.Registration, file.Registration(e => e.Act = Acts.Of("C-58"))).Accept();
    }

    [Fact]
    public void C58_the_30th_working_day_is_within_the_law_and_the_31st_is_not()
    {
        file.ToReviewed();

        Assert.Contains("promised", Record(Day.Of(2026, 4, 2)).Refuse("C-58").Of("C-58").MessageEn, StringComparison.Ordinal);
        Assert.Contains("the law's 30 working days", Record(Day.Of(2026, 4, 3)).Refuse("C-58").Of("C-58").MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void C58_the_days_from_a_request_to_its_answer_do_not_count()
    {
        file.Open();
        Submit(file.At(Day.Of(2026, 2, 24)).Supplement());
        Submit(file.At(Day.Of(2026, 2, 26)).Resume());
        Submit(file.Review());

        Record(Day.Of(2026, 3, 3)).Accept();
        Record(Day.Of(2026, 3, 4)).Refuse("C-58");
    }

    [Fact]
    public void C58_the_days_of_a_public_notice_do_not_count()
    {
        file.ToReviewed();
        Submit(file.Notice(PublicNoticeKind.FirstRegistration, Day.Of(2026, 3, 12)));

        Record(Day.Of(2026, 3, 19)).Accept();
        Record(Day.Of(2026, 3, 20)).Refuse("C-58");
    }

    [Fact]
    public void C58_a_year_without_a_calendar_counts_Monday_to_Friday_and_says_so()
    {
        file.Accepted = Day.Of(2027, 1, 4);
        file.Flows = [file.Flow(FlowCode.F102, SaleCase.Flat, 1)];
        file.ToReviewed();

        Assert.Equal(Severity.Information, Record(Day.Of(2027, 1, 11)).Accept().Of("C-58").Severity);
        Record(Day.Of(2027, 1, 12)).Refuse("C-58");
    }

    [Theory]
    [InlineData(FlowCode.F102, false, 5)]
    [InlineData(FlowCode.F310, false, 4)]
    [InlineData(FlowCode.F701, false, 4)]
    [InlineData(FlowCode.M1, false, 2)]
    [InlineData(FlowCode.F703, false, 2)]
    [InlineData(FlowCode.M9, false, 1)]
    [InlineData(FlowCode.M4, false, 1)]
    [InlineData(FlowCode.M6, false, 1)]
    [InlineData(FlowCode.F704, false, 1)]
    [InlineData(FlowCode.F903, false, 1)]
    [InlineData(FlowCode.F910, false, 1)]
    [InlineData(FlowCode.F510, false, 5)]
    [InlineData(FlowCode.F800, false, 0)]
    [InlineData(FlowCode.F600, false, 0)]
    [InlineData(FlowCode.F310, true, 4)]
    public void C58_every_flow_has_its_promise(FlowCode flow, bool allAtOnce, uint days)
    {
        var ledger = TestLedger.Two("dongguan", city => (city.TransferPromiseDays, city.MortgagePromiseDays) = (4, 2));
        using var other = new CaseFile(new(ledger));
        other.Flows = [other.Flow(flow, SaleCase.Flat, 1)];
        other.At(other.Accepted, 8).Enrol();
        ledger.Submit(Members.Registration, other.At(other.Accepted).Application(e => e.AllAtOnce = allAtOnce)).Accept();

        Assert.Equal(days, other.Page.PromisedDays);
    }

    [Theory]
    [InlineData(FlowCode.M9, 3u)]
    [InlineData(FlowCode.F310, 7u)]
    public void C58_a_published_table_of_limits_promises_in_the_citys_place(FlowCode flow, uint days)
    {
        var ledger = TestLedger.Two();
        var rows = new TableRows();
        rows.Limits.Add(new LimitRow { Flow = flow, Promise = days, Limit = 30, From = 18000101 });
        ledger.PutOld(
            PageKeys.Table("dongguan", TableKind.Limits), new TablePage { Kind = TableKind.Limits, City = "dongguan", ValidFrom = 18000101, Rows = rows });
        using var other = new CaseFile(new(ledger));
        other.Flows = [other.Flow(flow, SaleCase.Flat, 1)];
        other.At(other.Accepted, 8).Enrol();
        ledger.Submit(Members.Registration, other.At(other.Accepted).Application()).Accept();

        Assert.Equal(days, other.Page.PromisedDays);
    }

    [Fact]
    public void C58_a_sale_at_one_window_and_a_project_have_the_citys_own_promises()
    {
        var cityFile = Cities.Files.Single(known => known.Id == "dongguan");
        (cityFile.OneWindowPromiseDays, cityFile.ProjectPromiseDays) = (2, 12);
        var city = City.Read(cityFile, Profiles.Newest, out _)!;
        var page = new CasePage { AcceptanceMs = (ulong)file.Accepted.StartMilliseconds, AllAtOnce = true };
        page.Flows.Add(new CaseFlow { Flow = FlowCode.F211, UnitCode = SaleCase.Flat });
        Assert.Equal(2, Promises.Of(page, null, city, NationalTables.Set));
        page.AllAtOnce = false;
        Assert.Equal(5, Promises.Of(page, null, city, NationalTables.Set));

        page.Projects.Add(new CaseProject { Flow = FlowCode.F102, Building = SaleCase.Flat[..24], Units = 2 });
        Assert.Equal(12, Promises.Of(page, null, city, NationalTables.Set));
    }

    [Fact]
    public void C58_a_case_has_the_promise_of_its_longest_registration_and_a_project_ten_days()
    {
        file.Flows = [file.Flow(FlowCode.M9, SaleCase.Flat, 1), file.Flow(FlowCode.M1, SaleCase.Flat, 2)];
        file.Open();
        Assert.Equal(5u, file.Page.PromisedDays);

        file.Serial = 2;
        file.Ledger.Submit(Members.Registration, file.Application(e =>
        {
            e.Flows.Clear();
            e.Projects.Add(new CaseProject { Flow = FlowCode.F102, Building = SaleCase.Flat[..24], Units = 2 });
            e.Applicants[0].UnitCode = SaleCase.Parcel;
            e.Applicants[0].Parties[0] = TestParty.Developer.At(SaleCase.Parcel);
        })).Accept();
        Assert.Equal(10u, file.Page.PromisedDays);
    }

    [Fact]
    public void C86_a_public_notice_stands_fifteen_working_days_at_least()
    {
        file.ToReviewed();

        file.Ledger.Judge(Members.Registration, file.Notice(PublicNoticeKind.Inheritance, Day.Of(2026, 3, 11))).Refuse("C-86");
        file.Ledger.Judge(Members.Registration, file.Notice(PublicNoticeKind.Inheritance, Day.Of(2026, 3, 12))).Accept();
    }

    [Fact]
    public void C86_a_notice_that_the_ledger_hears_of_later_stands_from_then_on()
    {
        file.Open();
        file.At(Day.Of(2026, 3, 13));

        file.Ledger.Judge(Members.Registration, file.Notice(PublicNoticeKind.Inheritance, Day.Of(2026, 3, 12), posted: file.Accepted)).Refuse("C-86");
        file.Ledger.Judge(Members.Registration, file.Notice(PublicNoticeKind.Inheritance, Day.Of(2026, 4, 2), posted: file.Accepted)).Refuse("C-86");
        file.Ledger.Judge(Members.Registration, file.Notice(PublicNoticeKind.Inheritance, Day.Of(2026, 4, 3), posted: file.Accepted)).Accept();
    }

    [Theory]
    [InlineData(0u, "2026-02-13", true)]
    [InlineData(2u, "2026-02-14", false)]
    [InlineData(2u, "2026-02-24", true)]
    public void C86_the_statement_of_a_loss_stands_as_long_as_the_city_says(uint days, string lastDay, bool accepted)
    {
        using var other = new CaseFile(new(TestLedger.Two("dongguan", city => city.LossNoticeDays = days)));
        other.Open();

        var outcome = other.Ledger.Judge(Members.Registration, other.Notice(PublicNoticeKind.Loss, Day.Parse(lastDay)));
        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-86");
    }

    [Fact]
    public void A_lost_certificate_is_declared_without_a_case()
    {
        using var sold = new CaseFile();
        sold.ToReviewed();
        sold.Ledger.Submit(Members.Registration, sold.Registration()).Accept();
        var lost = new CertificateId { Number = sold.Page.Certificates[0] };
        PublicNoticePosted Loss() => sold.Notice(PublicNoticeKind.Loss, sold.Accepted, change: e =>
        {
            (e.AcceptanceNumber, e.Certificate) = ("", lost);
            e.Units.Clear();
        });

        sold.Ledger.Submit(Members.Registration, Loss()).Accept();

        var page = sold.Ledger.Read<CertificatePage>(PageKeys.Certificate(lost))!;
        Assert.Equal((CertificateState.LostDeclared, sold.Accepted.Number, true), (page.State, page.LossPosted, page.Live));
        sold.Ledger.Submit(Members.Registration, Loss()).Refuse("STATE");
    }

    [Fact]
    public void C01_a_notice_is_about_units_of_its_case()
    {
        file.Open();

        file.Ledger.Submit(Members.Registration, file.Notice(
            PublicNoticeKind.FirstRegistration, Day.Of(2026, 4, 1), change: e => e.Units[0] = SaleCase.Garage)).Refuse("C-01");
    }

    [Fact]
    public void STATE_a_supplement_that_did_not_come_ends_the_case_after_fifteen_working_days()
    {
        file.Open();
        file.Ledger.Submit(Members.Registration, file.Refuse(RefusalGround.TermExceeded)).Refuse("STATE");
        Submit(file.Supplement());

        file.Ledger.Judge(Members.Registration, file.At(Day.Of(2026, 3, 12)).Refuse(RefusalGround.TermExceeded)).Refuse("STATE");
        file.Ledger.Judge(Members.Registration, file.At(Day.Of(2026, 3, 13)).Refuse(RefusalGround.TermExceeded)).Accept();
        file.Ledger.Judge(Members.Registration, file.At(Day.Of(2026, 2, 13), 12).Refuse(RefusalGround.Dispute)).Accept();
    }

    public void Dispose() => file.Dispose();

    private void Submit(Google.Protobuf.IMessage e) => file.Ledger.Submit(Members.Registration, e).Accept();

    private Outcome Record(Day day) => file.Ledger.Judge(Members.Registration, file.At(day).Registration());
}
