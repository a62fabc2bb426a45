using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>抵押合同撤回: the bank withdraws a contract that was not registered; its number stays taken.</summary>
internal sealed class MortgageContractWithdrawnFlow()
    : Flow<MortgageContractWithdrawn, (MortgageContractWithdrawn Event, PageView<MortgagePage> Mortgage)>(
        DepartmentNames.Finance, new("抵押合同撤回", "withdrawal of the mortgage contract"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, MortgageContractWithdrawn e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Date(e.Date, "date");
    }

    /// <inheritdoc/>
    protected override (MortgageContractWithdrawn Event, PageView<MortgagePage> Mortgage) Load(MortgageContractWithdrawn e, Book book)
        => (e, book.Mortgage(e.Mortgage));

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, (MortgageContractWithdrawn Event, PageView<MortgagePage> Mortgage) loaded, Signer signer)
    {
        var (e, mortgage) = loaded;
        if (!MortgageeSigns.Check(judgement, signer, e.Mortgage) || !MortgageStands.CheckState(judgement, mortgage, MortgageState.Signed))
            return;
        var withdrawn = DatedFact.Stated(new("撤回日期", "day of withdrawal"), e.Date, "date");
        DateOrder.NotInFuture(judgement, withdrawn);
        DateOrder.Check(judgement, DatedFact.Recorded(mortgage, new("抵押合同签订日期", "signing of the mortgage contract"), mortgage.Body!.SigningDate), withdrawn);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, (MortgageContractWithdrawn Event, PageView<MortgagePage> Mortgage) loaded)
    {
        var page = loaded.Mortgage.Body!.Clone();
        page.State = MortgageState.Withdrawn;
        page.CancelledDate = loaded.Event.Date;
        page.Document = loaded.Event.Act.Document;
        book.Write(loaded.Mortgage.Key, page);
        MortgageParts.WriteWithdrawn(book, MortgageParts.Head(book, loaded.Event.Mortgage));
    }
}
