using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>合同撤销、注销备案 of profile 2: no case and no notice rests on the contract any more; a pre-sale's unit is for sale again.</summary>
internal sealed class ContractRevokedFlowTwo()
    : Flow<ContractRevoked, RevokedContractCase>(DepartmentNames.Transaction, new("合同撤销", "revocation of the contract"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.K4];

    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, ContractRevoked e)
    {
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Date(e.Date, "date");
        shape.Identifier<ReasonCode>(e.Reason, "reason");
    }

    /// <inheritdoc/>
    protected override RevokedContractCase Load(ContractRevoked e, Book book)
    {
        var contract = book.Contract(e.ContractNumber);
        return new(e, contract, ContractedUnit.Load(book, e.Act, FlowCode.K4, contract.Body));
    }

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, RevokedContractCase loaded, Signer signer)
    {
        if (!ContractStands.CheckState(judgement, loaded.Contract, ContractState.Signed, ContractState.Filed))
            return;
        foreach (var unit in loaded.Units)
            Restrictions.Check(judgement, unit.Disposal);
        BasisInHand.Check(
            judgement,
            loaded.Event.ContractNumber,
            [.. loaded.Units.SelectMany(static unit => unit.Disposal.Cases).DistinctBy(static view => view.Key, StringComparer.Ordinal)]);
        var page = loaded.Contract.Body!;
        var revoked = DatedFact.Stated(new("撤销日期", "day of revocation"), loaded.Event.Date, "date");
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Contract, new("签订日期", "signing date"), page.SigningDate), revoked);
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Contract, new("备案日期", "filing date"), page.FilingDate), revoked);
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Contract, new("变更日期", "day of the last amendment"), page.Amended), revoked);
        DateOrder.NotInFuture(judgement, revoked);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, RevokedContractCase loaded)
    {
        var page = loaded.Contract.Body!.Clone();
        page.State = page.State == ContractState.Filed ? ContractState.FilingCancelled : ContractState.Revoked;
        page.Ended = loaded.Event.Date;
        page.Document = loaded.Event.Act.Document;
        book.Write(loaded.Contract.Key, page);
        foreach (var unit in loaded.Units)
        {
            book.Delete(unit.Disposal.Unit.Deal.Key);
            if (unit.House is { } house)
                HouseStands.Mark(book, house, HouseState.ForSale);
        }
    }
}
