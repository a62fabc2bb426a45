using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>备案退回: the contract stays signed, and its 30 days run on.</summary>
internal sealed class ContractFilingReturnedFlow()
    : Flow<ContractFilingReturned, ContractCase<ContractFilingReturned>>(DepartmentNames.Transaction, new("备案退回", "return of the filing"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, ContractFilingReturned e)
    {
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Date(e.Date, "date");
        shape.Identifier<ReasonCode>(e.Reason, "reason");
    }

    /// <inheritdoc/>
    protected override ContractCase<ContractFilingReturned> Load(ContractFilingReturned e, Book book) => new(e, book.Contract(e.ContractNumber), []);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, ContractCase<ContractFilingReturned> loaded, Signer signer)
    {
        if (!ContractStands.CheckState(judgement, loaded.Contract, ContractState.Signed))
            return;
        var page = loaded.Contract.Body!;
        var returned = DatedFact.Stated(new("退回日期", "day of the return"), loaded.Event.Date, "date");
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Contract, new("签订日期", "signing date"), page.SigningDate), returned);
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Contract, new("上次退回日期", "day of the last return"), page.FilingReturned), returned);
        DateOrder.NotInFuture(judgement, returned);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, ContractCase<ContractFilingReturned> loaded)
    {
        var page = loaded.Contract.Body!.Clone();
        page.FilingReturned = loaded.Event.Date;
        page.Document = loaded.Event.Act.Document;
        book.Write(loaded.Contract.Key, page);
    }
}
