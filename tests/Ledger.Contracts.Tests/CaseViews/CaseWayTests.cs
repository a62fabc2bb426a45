using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Which steps an application has follows from what it is accepted for, and what stands on the unit.</summary>
public sealed class CaseWayTests
{
    private static readonly Day Accepted = Day.Of(2021, 6, 2);

    [Fact]
    public void An_inheritance_without_a_notary_waits_for_its_public_notice_which_ends_by_itself()
    {
        var deed = new DeedCase(InstrumentKind.Inheritance, new SaleCase(TestLedger.Two()).Open()) { Notarised = false };
        deed.Papers.Add("HEIRS_HEARD");
        deed.State().Accept();
        deed.Clear();
        using var file = Case(deed.Sale, deed.Number, FlowCode.F214, TestParty.Bo);
        file.ToReviewed();

        var step = Step(file, CaseStepKind.NoticeOver);
        Assert.Equal((CaseStepState.Due, "PublicNoticePosted"), (step.State, Assert.Single(step.Events)));
        Assert.Equal([CaseStepKind.NoticeOver], Step(file, CaseStepKind.Recorded).WaitsFor);
        Assert.Contains("C-86", Rules(file));
        Assert.Equal(CaseStepState.Done, Step(file, CaseStepKind.TaxCleared).State);
        Assert.Equal(PageKeys.Instrument(deed.Number), Step(file, CaseStepKind.InstrumentStated).Page);

        // Posted on 06-02 through 06-24, it is over on 06-25 without anybody doing anything.
        Submit(file, file.Notice(PublicNoticeKind.Inheritance, Day.Of(2021, 6, 24)));
        step = Step(file, CaseStepKind.NoticeOver);
        Assert.Equal((CaseStepState.Waiting, 20210625u, CaseState.Notice), (step.State, step.Day, View(file).State));
        Assert.DoesNotContain(View(file).Holders, static holder => holder.Department == DepartmentNames.Registration);
        file.At(Day.Of(2021, 6, 24));
        Assert.Equal(CaseStepState.Waiting, Step(file, CaseStepKind.NoticeOver).State);

        file.At(Day.Of(2021, 6, 25));
        Assert.Equal((CaseStepState.Done, CaseState.Reviewed), (Step(file, CaseStepKind.NoticeOver).State, View(file).State));
        Assert.Equal(CaseStepState.Due, Step(file, CaseStepKind.Recorded).State);
        Assert.DoesNotContain("C-86", Rules(file));
        Assert.Equal(CaseState.Notice, Assert.Single(View(file).Stops).Why);
    }

    [Fact]
    public void A_mortgage_that_is_cancelled_waits_for_its_banks_release()
    {
        var mortgage = new MortgageCase(new SaleCase(TestLedger.Two())).ToRegistered();
        using var file = Case(mortgage.Sale, "", FlowCode.M9, TestParty.An);
        file.ToReviewed();

        var step = Step(file, CaseStepKind.MortgageeAnswered);
        Assert.Equal((CaseStepState.Due, DepartmentNames.Finance), (step.State, step.Department));
        Assert.EndsWith(mortgage.Number, step.Subject, StringComparison.Ordinal);
        Assert.Equal(["ReleaseInstructed"], step.Events);
        Assert.Equal([CaseStepKind.MortgageeAnswered], Step(file, CaseStepKind.Recorded).WaitsFor);

        mortgage.Release().Accept();
        Assert.Equal(CaseStepState.Done, Step(file, CaseStepKind.MortgageeAnswered).State);
        Assert.Equal("MortgageCancelled", Assert.Single(Step(file, CaseStepKind.Recorded).Events));
        Assert.Equal(CaseStepState.Due, Step(file, CaseStepKind.Recorded).State);
    }

    [Fact]
    public void A_sale_of_a_mortgaged_home_waits_for_the_bank_and_C47_says_why()
    {
        var mortgage = new MortgageCase(new SaleCase(TestLedger.Two())).ToRegistered();
        var sale = mortgage.Sale;
        sale.Signed = Day.Of(2021, 5, 24);
        sale.Sign().Accept();
        sale.File().Accept();
        using var file = Case(sale, sale.Number, FlowCode.F211, TestParty.An, TestParty.Bo);
        file.ToReviewed();

        Assert.Equal(CaseStepState.Due, Step(file, CaseStepKind.MortgageeAnswered).State);
        Assert.Contains("C-47", Rules(file));

        mortgage.Release(e => e.Date = 20210601).Accept();
        Assert.Equal(CaseStepState.Done, Step(file, CaseStepKind.MortgageeAnswered).State);
        Assert.DoesNotContain("C-47", Rules(file));
    }

    [Fact]
    public void A_correction_or_an_objection_rests_on_nothing_and_has_no_taxes()
    {
        using var file = Case(new SaleCase(TestLedger.Two()).Open(), "", FlowCode.F310, TestParty.An);
        file.Open();

        Assert.Equal(
            [CaseStepKind.Accepted, CaseStepKind.Reviewed, CaseStepKind.Recorded, CaseStepKind.CertificatesIssued, CaseStepKind.Archived],
            View(file).Steps.Select(static step => step.Kind));
        Assert.Equal([CaseStepKind.Reviewed], Step(file, CaseStepKind.Recorded).WaitsFor);
    }

    [Fact]
    public void A_project_is_recorded_when_all_its_units_are()
    {
        using var file = Case(new SaleCase(TestLedger.Two()).Open(), "", FlowCode.F310, TestParty.An);
        file.Open();
        var page = file.Page.Clone();
        page.Flows.Clear();
        page.State = CaseState.Reviewed;
        page.Projects.Add(new CaseProject { Flow = FlowCode.F102, Building = SaleCase.Flat[..24], Units = 2, Recorded = 1 });
        file.Ledger.Put(PageKeys.Case(file.Number), page);
        Assert.Equal((CaseStepState.Due, SaleCase.Flat[..24]), (Step(file, CaseStepKind.Recorded).State, Step(file, CaseStepKind.Recorded).Subject));

        page.Projects[0].Recorded = 2;
        page.State = CaseState.Recorded;
        file.Ledger.Put(PageKeys.Case(file.Number), page);
        Assert.Equal(CaseStepState.Done, Step(file, CaseStepKind.Recorded).State);
    }

    private static CaseFile Case(SaleCase sale, string basis, FlowCode flow, params TestParty[] applicants)
    {
        var file = new CaseFile(sale) { Accepted = Accepted, Basis = basis, Applicants = [.. applicants] };
        file.Flows = [file.Flow(flow, SaleCase.Flat, 1)];
        return file;
    }

    private static void Submit(CaseFile file, Google.Protobuf.IMessage e) => file.Ledger.Submit(Members.Registration, e).Accept();

    private static CaseView View(CaseFile file) => file.Ledger.View(file.Number)!;

    private static CaseStepView Step(CaseFile file, CaseStepKind kind) => View(file).Steps.First(step => step.Kind == kind);

    private static IEnumerable<string> Rules(CaseFile file) => View(file).Missing.Select(static finding => finding.Rule);
}
