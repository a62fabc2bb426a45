using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>网签备案: a signed contract is filed.</summary>
internal sealed class ContractFiledFlow()
    : Flow<ContractFiled, ContractCase<ContractFiled>>(DepartmentNames.Transaction, new("合同备案", "filing of the contract"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, ContractFiled e)
    {
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Identifier<FilingNumber>(e.FilingNumber, "filing_number");
        shape.Date(e.FilingDate, "filing_date");
    }

    /// <inheritdoc/>
    protected override ContractCase<ContractFiled> Load(ContractFiled e, Book book)
        => ContractCase<ContractFiled>.Load(e, book, e.ContractNumber);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, ContractCase<ContractFiled> loaded, Signer signer)
    {
        if (!ContractStands.CheckState(judgement, loaded.Contract, ContractState.Signed))
            return;
        foreach (var unit in loaded.Units)
            Restraints.Check(judgement, unit);
        var filed = DatedFact.Stated(new("备案日期", "filing date"), loaded.Event.FilingDate, "filing_date");
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Contract, new("签订日期", "signing date"), loaded.Contract.Body!.SigningDate), filed);
        DateOrder.NotInFuture(judgement, filed);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, ContractCase<ContractFiled> loaded)
    {
        var page = loaded.Contract.Body!.Clone();
        page.State = ContractState.Filed;
        page.FilingNumber = loaded.Event.FilingNumber;
        page.FilingDate = loaded.Event.FilingDate;
        page.Document = loaded.Event.Act.Document;
        book.Write(loaded.Contract.Key, page);
        for (var i = 0; i < loaded.Units.Count; i++)
        {
            book.Write(loaded.Units[i].Deal.Key, new DealPage
            {
                ContractNumber = page.ContractNumber,
                State = ContractState.Filed,
                Epoch = page.Units[i].Epoch,
            });
        }
    }
}
