using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>How a sale with a loan stands after each step, from the acceptance in one town to the certificates of another.</summary>
public sealed class CaseViewTests : IDisposable
{
    private readonly LoanCase loan = new();

    [Fact]
    public void A_case_that_is_not_there_has_no_view() => Assert.Null(loan.Ledger.View("202105140001"));

    [Fact]
    public void A_sale_with_a_loan_shows_after_each_step_whose_turn_it_is()
    {
        loan.Accept();
        Assert.Equal(
            [DepartmentNames.Transaction, DepartmentNames.Finance, DepartmentNames.Tax, DepartmentNames.Registration],
            loan.View.Holders.Select(static holder => holder.Department));
        Assert.Equal(CaseStepState.Done, Step(CaseStepKind.ContractFiled).State);
        Assert.Equal(PageKeys.Contract(loan.Sale.Number), Step(CaseStepKind.ContractFiled).Page);
        Assert.Equal(loan.Ledger.EntryOf(PageKeys.Contract(loan.Sale.Number)), Step(CaseStepKind.ContractFiled).Entry.ToByteArray());
        Assert.Equal(CaseStepState.Due, Step(CaseStepKind.MortgageSigned).State);
        Assert.Equal([CaseStepKind.TaxDeclared], Step(CaseStepKind.TaxAssessed).WaitsFor);
        Assert.Equal(CaseStepState.Waiting, Step(CaseStepKind.Recorded).State);
        Assert.Equal(["C-14", "C-15", "C-59"], Refusing());

        loan.Funds.Supervise().Accept();
        Assert.Equal((CaseStepState.Due, loan.Funds.Number), (Step(CaseStepKind.FundsArrived).State, Step(CaseStepKind.FundsArrived).Subject));
        loan.Funds.Deposit().Accept();
        Assert.DoesNotContain("C-59", Refusing());

        loan.Mortgage.Sign().Accept();
        Assert.Equal((CaseStepState.Done, loan.Mortgage.Signed.Number), (Step(CaseStepKind.MortgageSigned).State, Step(CaseStepKind.MortgageSigned).Day));

        loan.Sale.Assess().Accept();
        Assert.Equal(CaseStepState.Due, Step(CaseStepKind.TaxCleared).State);
        Assert.Contains("C-16", Refusing());
        loan.Sale.Pay().Accept();
        Assert.Equal(CaseStepState.Done, Step(CaseStepKind.TaxCleared).State);
        Assert.Empty(Refusing());
        Assert.Equal([DepartmentNames.Registration], loan.View.Holders.Select(static holder => holder.Department));

        loan.Register(loan.File.At(Day.Of(2021, 5, 17)).Review());
        Assert.Equal([CaseStepState.Due, CaseStepState.Due], Steps(CaseStepKind.Recorded).Select(static step => step.State));
        Assert.Equal(
            ["TransferRecorded", "MortgageRegistered"], Steps(CaseStepKind.Recorded).Select(static step => Assert.Single(step.Events)));
        Assert.Equal(loan.File.Flows.Select(static flow => flow.BusinessNumber), Steps(CaseStepKind.Recorded).Select(static step => step.BusinessNumber));

        loan.Record();
        Assert.Equal((CaseState.Recorded, CaseStepState.Due), (loan.View.State, Step(CaseStepKind.CertificatesIssued).State));
        Assert.Equal(Day.Of(2021, 5, 17).Number, Step(CaseStepKind.Recorded).Day);
        Assert.Equal(CaseStepState.Due, Step(CaseStepKind.FundsReleased).State);
        Assert.Empty(loan.View.Missing);

        loan.Register(loan.Issuing());
        Assert.Equal((CaseStepState.Done, CaseStepState.Due), (Step(CaseStepKind.CertificatesIssued).State, Step(CaseStepKind.Archived).State));
        loan.File.At(Day.Of(2021, 6, 1));
        loan.Funds.Release().Accept();
        loan.Register(loan.File.Archive());

        Assert.Empty(loan.View.Holders);
        Assert.All(loan.View.Steps, static step => Assert.Equal(CaseStepState.Done, step.State));
    }

    [Fact]
    public void A_hand_over_names_the_new_town_and_does_not_stop_the_clock()
    {
        loan.Accept();
        var before = loan.View;

        loan.Register(loan.File.At(Day.Of(2021, 5, 17)).HandOver());

        Assert.Equal((CaseFile.Changan, CaseFile.Humen), (Registry(before).Town, Registry(loan.View).Town));
        Assert.Equal(before.Promise.Ends, loan.View.Promise.Ends);
        Assert.Equal((0u, 1u), (before.Promise.Used, loan.View.Promise.Used));
        Assert.Empty(loan.View.Stops);
    }

    [Fact]
    public void A_term_ends_later_by_the_days_that_a_supplement_took_and_has_no_end_while_it_is_waited_for()
    {
        loan.Accept();
        Assert.Equal((5u, Day.Of(2021, 5, 21).Number, false), (loan.View.Promise.WorkingDays, loan.View.Promise.Ends, loan.View.Promise.Exceeded));
        Assert.Equal((30u, Day.Of(2021, 6, 28).Number), (loan.View.Limit.WorkingDays, loan.View.Limit.Ends));

        loan.Register(loan.File.At(Day.Of(2021, 5, 17)).Supplement());
        Assert.Equal((0u, CaseState.Supplement), (loan.View.Promise.Ends, Assert.Single(loan.View.Stops).Why));
        Assert.Equal((CaseStepState.Due, Day.Of(2021, 5, 17).Number), (Step(CaseStepKind.Supplemented).State, Step(CaseStepKind.Supplemented).Day));
        Assert.Equal([CaseStepKind.Supplemented], Step(CaseStepKind.Reviewed).WaitsFor);

        loan.Register(loan.File.At(Day.Of(2021, 5, 18)).Resume());
        Assert.Equal(Day.Of(2021, 5, 25).Number, loan.View.Promise.Ends);
        Assert.Equal((Day.Of(2021, 5, 17).Number, Day.Of(2021, 5, 18).Number), (loan.View.Stops[0].From, loan.View.Stops[0].Through));
    }

    [Fact]
    public void The_longest_promise_that_a_city_may_give_ends_on_its_last_working_day()
    {
        var city = Cities.Files.Single(static file => file.Id == "dongguan");
        city.TransferPromiseDays = city.MortgagePromiseDays = city.OneWindowPromiseDays = 3_650;
        loan.Ledger.PutOld(PageKeys.City, city);
        loan.Accept();

        var ends = Day.FromNumber(loan.View.Promise.Ends);
        Assert.True(ends >= loan.File.Accepted.AddDays(5_110));
        loan.File.At(ends);
        Assert.Equal((3_650u, 3_650u, false), (loan.View.Promise.WorkingDays, loan.View.Promise.Used, loan.View.Promise.Exceeded));
        loan.File.At(ends.AddDays(3));
        Assert.True(loan.View.Promise.Exceeded);
    }

    [Fact]
    public void The_last_day_of_the_promise_is_in_time_and_the_next_working_day_is_overdue()
    {
        loan.Accept();

        loan.File.At(Day.Of(2021, 5, 21));
        Assert.False(loan.View.Promise.Exceeded);
        loan.File.At(Day.Of(2021, 5, 24));
        Assert.True(loan.View.Promise.Exceeded);
        Assert.False(loan.View.Limit.Exceeded);
    }

    [Fact]
    public void A_case_withdrawn_after_its_taxes_goes_back_to_the_payers_once_the_contract_has_ended()
    {
        loan.ToReviewed();
        loan.Register(loan.File.Withdraw());

        Assert.Equal([DepartmentNames.Transaction, DepartmentNames.Registration], loan.View.Holders.Select(static holder => holder.Department));
        Assert.Equal((CaseStepState.Due, "ContractRevoked"), (Step(CaseStepKind.BasisEnded).State, Assert.Single(Step(CaseStepKind.BasisEnded).Events)));
        Assert.Equal([CaseStepKind.BasisEnded], Step(CaseStepKind.TaxRefunded).WaitsFor);
        Assert.Equal(CaseStepState.NotNeeded, Step(CaseStepKind.Recorded).State);

        loan.File.At(Day.Of(2021, 5, 21));
        loan.Sale.Revoke().Accept();
        Assert.Equal((CaseStepState.Due, DepartmentNames.Tax), (Step(CaseStepKind.TaxRefunded).State, Step(CaseStepKind.TaxRefunded).Department));
        Assert.Equal(CaseStepState.Due, Step(CaseStepKind.FundsReleased).State);

        loan.Sale.Refund(RefundReason.ContractFailed).Accept();
        loan.Funds.Release(e => (e.To, e.Ground, e.Date) = (FundPayee.Buyer, FundReleaseGround.ContractEnded, 20210521)).Accept();
        Assert.Equal((CaseStepState.Done, CaseStepState.Done), (Step(CaseStepKind.TaxRefunded).State, Step(CaseStepKind.FundsReleased).State));
        Assert.Equal([DepartmentNames.Registration], loan.View.Holders.Select(static holder => holder.Department));
    }

    [Fact]
    public void A_refused_case_that_is_accepted_anew_on_its_contract_gives_nothing_back()
    {
        loan.ToReviewed();
        loan.Register(loan.File.Refuse());
        Assert.Equal(CaseStepState.Due, Step(CaseStepKind.BasisEnded).State);

        using var next = new CaseFile(loan.Sale) { Accepted = Day.Of(2021, 5, 18), Basis = loan.Sale.Number, Applicants = loan.File.Applicants };
        next.Flows = [next.Flow(FlowCode.F211, SaleCase.Flat, 1)];
        loan.Register(next.At(next.Accepted).Application());

        Assert.DoesNotContain(loan.View.Steps, static step => step.Kind is CaseStepKind.BasisEnded or CaseStepKind.TaxRefunded);
        Assert.DoesNotContain(loan.Ledger.View(next.Number)!.Missing, static finding => finding.Rule == "C-04");
    }

    [Fact]
    public void A_seizure_stops_the_case_and_is_named_as_what_is_in_the_way()
    {
        loan.ToReviewed();
        loan.Ledger.Counter.Open = true;
        new SeizureBook(loan.Ledger).At(Day.Of(2021, 5, 17), 15).Enter(1).Accept();
        loan.Ledger.Counter.Open = false;

        Assert.Equal((CaseState.Suspended, CaseStepState.Due), (loan.View.State, Step(CaseStepKind.Resumed).State));
        Assert.Contains("C-29", Refusing());
        Assert.True(Assert.Single(loan.View.Stops).BySeizure);
    }

    public void Dispose() => loan.Dispose();

    private CaseStepView Step(CaseStepKind kind) => Steps(kind)[0];

    private List<CaseStepView> Steps(CaseStepKind kind) => [.. loan.View.Steps.Where(step => step.Kind == kind)];

    private List<string> Refusing() => [.. loan.View.Missing.Where(static finding => finding.Severity is "REJECT" or "EXCEPTION")
        .Select(static finding => finding.Rule).Distinct().Order(StringComparer.Ordinal)];

    private static CaseHolder Registry(CaseView view) => view.Holders.Single(static holder => holder.Department == DepartmentNames.Registration);
}
