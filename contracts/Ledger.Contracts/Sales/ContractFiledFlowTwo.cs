using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>网签备案 of profile 2: under a number of its own, in time, and a pre-sale under a permit that was valid at its signing.</summary>
internal sealed class ContractFiledFlowTwo()
    : Flow<ContractFiled, FiledContractCase>(DepartmentNames.Transaction, new("合同备案", "filing of the contract"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.K3];

    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, ContractFiled e)
    {
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Identifier<FilingNumber>(e.FilingNumber, "filing_number");
        shape.Date(e.FilingDate, "filing_date");
    }

    /// <inheritdoc/>
    protected override FiledContractCase Load(ContractFiled e, Book book)
    {
        var contract = book.Contract(e.ContractNumber);
        return new(
            e,
            contract,
            book.Filing(e.FilingNumber),
            contract.Body is { PermitNumber.Length: > 0 } page ? book.Permit(page.PermitNumber) : null,
            ContractedUnit.Load(book, e.Act, FlowCode.K3, contract.Body));
    }

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, FiledContractCase loaded, Signer signer)
    {
        var (e, contract) = (loaded.Event, loaded.Contract);
        NumberUnused.Check(judgement, loaded.Filing, FilingNumber.Name, e.FilingNumber, "filing_number");
        if (!ContractStands.CheckState(judgement, contract, ContractState.Signed))
            return;
        if (loaded.Permit is { } permit)
        {
            PermitStands.CheckValid(judgement, permit, contract.Body!.SigningDate, now: false, contract.Says);
            foreach (var unit in contract.Body.Units)
                PermitStands.CheckSale(judgement, permit, unit.UnitCode, contract.Body.SigningDate, contract.Says);
        }

        foreach (var unit in loaded.Units)
            Restrictions.Check(judgement, unit.Disposal);
        var filed = DatedFact.Stated(new("备案日期", "filing date"), e.FilingDate, "filing_date");
        DateOrder.Check(judgement, DatedFact.Recorded(contract, new("签订日期", "signing date"), contract.Body!.SigningDate), filed);
        DateOrder.Check(judgement, DatedFact.Recorded(contract, new("备案退回日期", "day on which the filing was returned"), contract.Body.FilingReturned), filed);
        DateOrder.NotInFuture(judgement, filed);
        FilingInTime.Check(judgement, contract, e.FilingDate);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, FiledContractCase loaded)
    {
        var page = loaded.Contract.Body!.Clone();
        page.State = ContractState.Filed;
        page.FilingNumber = loaded.Event.FilingNumber;
        page.FilingDate = loaded.Event.FilingDate;
        page.Document = loaded.Event.Act.Document;
        book.Write(loaded.Contract.Key, page);
        book.Write(loaded.Filing.Key, new FilingPage { ContractNumber = page.ContractNumber });
        for (var i = 0; i < loaded.Units.Count; i++)
        {
            book.Write(loaded.Units[i].Disposal.Unit.Deal.Key, new DealPage
            {
                ContractNumber = page.ContractNumber,
                State = ContractState.Filed,
                Epoch = page.Units[i].Epoch,
            });
            if (loaded.Units[i].House is { } house)
                HouseStands.Mark(book, house, HouseState.Filed);
        }
    }
}
