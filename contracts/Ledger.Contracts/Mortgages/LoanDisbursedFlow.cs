using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>放款: the bank pays out; before its mortgage, or the advance notice of it, is recorded it does so at its own risk.</summary>
internal sealed class LoanDisbursedFlow()
    : Flow<LoanDisbursed, (LoanDisbursed Event, PageView<MortgagePage> Mortgage, IReadOnlyList<PageView<EncumbrancePage>> Units)>(
        DepartmentNames.Finance, new("放款", "disbursement of the loan"))
{
    /// <summary>时间先后: the loan is paid out before its security stands.</summary>
    public static readonly Rule C57Disbursed = DateOrder.C57 with { Severity = Severity.Warning, Aspect = "disbursed" };

    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, LoanDisbursed e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Amount(e.AmountFen, "amount_fen");
        shape.Date(e.Date, "date");
    }

    /// <inheritdoc/>
    protected override (LoanDisbursed Event, PageView<MortgagePage> Mortgage, IReadOnlyList<PageView<EncumbrancePage>> Units) Load(LoanDisbursed e, Book book)
    {
        var mortgage = book.Mortgage(e.Mortgage);
        return (e, mortgage, mortgage.Body is { State: MortgageState.Signed } page ? [.. page.Units.Select(unit => book.Encumbrances(unit.UnitCode))] : []);
    }

    /// <inheritdoc/>
    protected override void Judge(
        Judgement judgement, (LoanDisbursed Event, PageView<MortgagePage> Mortgage, IReadOnlyList<PageView<EncumbrancePage>> Units) loaded, Signer signer)
    {
        var (e, mortgage, units) = loaded;
        if (!MortgageeSigns.Check(judgement, signer, e.Mortgage)
            || !MortgageStands.CheckState(judgement, mortgage, MortgageState.Signed, MortgageState.Registered)
            || mortgage.Body!.State is not (MortgageState.Signed or MortgageState.Registered))
        {
            return;
        }

        var disbursed = DatedFact.Stated(new("放款日期", "day of disbursement"), e.Date, "date");
        DateOrder.NotInFuture(judgement, disbursed);
        DateOrder.Check(judgement, DatedFact.Recorded(mortgage, new("抵押合同签订日期", "signing of the mortgage contract"), mortgage.Body.SigningDate), disbursed);
        AmountUnit.NoteConversion(judgement, e.AmountConverted, e.AmountFen, "amount_fen");
        LoanToValue.CheckDisbursed(judgement, mortgage, e.AmountFen);
        var stands = mortgage.Body.State == MortgageState.Registered ? mortgage.Body.RecordingDate : NoticedOn(units, e.Mortgage, judgement.TimeMs);
        if (stands != 0 && stands <= e.Date)
            return;
        judgement.Fail(
            C57Disbursed,
            new("放款早于抵押权或其预告登记", "the loan is paid out before the mortgage or its advance notice is recorded"),
            new("请待登簿后放款，或确认C-57", "wait for the recording, or acknowledge C-57"),
            disbursed.Value,
            mortgage.Says(new("抵押状态", "state of the mortgage"), mortgage.Body.State),
            mortgage.Says(new("抵押或预告登簿日期", "mortgage or notice recorded"), Labels.Date(stands)));
    }

    /// <inheritdoc/>
    protected override void Write(
        Book book, (LoanDisbursed Event, PageView<MortgagePage> Mortgage, IReadOnlyList<PageView<EncumbrancePage>> Units) loaded)
    {
        var page = loaded.Mortgage.Body!.Clone();
        page.DisbursedFen = (ulong)UInt128.Min((UInt128)page.DisbursedFen + loaded.Event.AmountFen, ulong.MaxValue);
        page.Document = loaded.Event.Act.Document;
        book.Write(loaded.Mortgage.Key, page);
    }

    // One that has lapsed counts no more, whether or not its row is still there.
    private static uint NoticedOn(IReadOnlyList<PageView<EncumbrancePage>> units, MortgageId mortgage, ulong timeMs)
        => units.SelectMany(static page => page.Body?.Notices ?? [])
            .FirstOrDefault(row => row.Ended == 0 && Equals(row.Mortgage, mortgage) && row.Span().CountsAt(timeMs)) is { } notice
            ? Day.At(notice.RecordingMs).Number
            : 0;
}
