using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>合同撤销 or, once filed, 注销备案: the contract ends without a transfer and its units are free again.</summary>
internal sealed class ContractRevokedFlow()
    : Flow<ContractRevoked, ContractCase<ContractRevoked>>(DepartmentNames.Transaction, new("合同撤销", "revocation of the contract"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, ContractRevoked e)
    {
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Date(e.Date, "date");
        shape.Identifier<ReasonCode>(e.Reason, "reason");
    }

    /// <inheritdoc/>
    protected override ContractCase<ContractRevoked> Load(ContractRevoked e, Book book)
        => new(e, book.Contract(e.ContractNumber), []);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, ContractCase<ContractRevoked> loaded, Signer signer)
    {
        if (!ContractStands.CheckState(judgement, loaded.Contract, ContractState.Signed, ContractState.Filed))
            return;
        var page = loaded.Contract.Body!;
        var revoked = DatedFact.Stated(new("撤销日期", "day of revocation"), loaded.Event.Date, "date");
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Contract, new("签订日期", "signing date"), page.SigningDate), revoked);
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Contract, new("备案日期", "filing date"), page.FilingDate), revoked);
        DateOrder.NotInFuture(judgement, revoked);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, ContractCase<ContractRevoked> loaded)
    {
        var page = loaded.Contract.Body!.Clone();
        page.State = page.State == ContractState.Filed ? ContractState.FilingCancelled : ContractState.Revoked;
        page.Ended = loaded.Event.Date;
        page.Document = loaded.Event.Act.Document;
        book.Write(loaded.Contract.Key, page);
        foreach (var unit in page.Units)
            book.Delete(PageKeys.Deal(unit.UnitCode));
    }
}
