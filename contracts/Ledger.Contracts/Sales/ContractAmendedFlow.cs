using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 合同变更: price, area, payment or shares are agreed anew, or a unit takes the code of its survey. The contract keeps its state;
/// its taxes are assessed anew.
/// </summary>
internal sealed class ContractAmendedFlow()
    : Flow<ContractAmended, AmendedContractCase>(DepartmentNames.Transaction, new("合同变更", "amendment of the contract"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.K3];

    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, ContractAmended e)
    {
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Date(e.Date, "date");
        ContractShape.CheckUnits(shape, e.Units, (e.Sellers, "sellers"), (e.Buyers, "buyers"));
        ContractTerms.Check(shape, e.PriceFen, e.Units, e.Payment, e.QualificationNumber, e.GuardianStatements);
        shape.Known(e.ChangedBuyer, "changed_buyer", zeroIsUnspecified: false);
    }

    /// <inheritdoc/>
    protected override AmendedContractCase Load(ContractAmended e, Book book) => AmendedContractCase.Load(e, book);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, AmendedContractCase loaded, Signer signer)
    {
        var (e, contract) = (loaded.Event, loaded.Contract);
        if (!ContractStands.CheckState(judgement, contract, ContractState.Signed, ContractState.Filed))
            return;
        var page = contract.Body!;
        CheckVersion(judgement, e, contract);
        SameUnits.Check(
            judgement,
            loaded.Before.Select((place, i) => place < 0 ? loaded.Sale.Units[i].Code : page.Units[place].UnitCode),
            "units",
            contract,
            page.Units.Select(unit => unit.UnitCode));
        AmendedParties.Check(judgement, loaded);
        BasisInHand.Check(
            judgement,
            e.ContractNumber,
            [.. loaded.Sale.Units.SelectMany(static unit => unit.Disposal.Cases).DistinctBy(static view => view.Key, StringComparer.Ordinal)]);
        foreach (var unit in loaded.Sale.Units)
            NoticeOfContract.CheckNone(judgement, unit.Disposal);
        SaleRules.Check(judgement, loaded.Sale);
        SupervisionKept.Check(judgement, loaded.After(), loaded.Fund);
        AmountUnit.NoteConversion(judgement, e.PriceConverted, e.PriceFen, "price_fen");
        var amended = DatedFact.Stated(new("变更日期", "day of the amendment"), e.Date, "date");
        DateOrder.Check(judgement, DatedFact.Recorded(contract, new("签订日期", "signing date"), page.SigningDate), amended);
        DateOrder.Check(judgement, DatedFact.Recorded(contract, new("上次变更日期", "day of the last amendment"), page.Amended), amended);
        DateOrder.NotInFuture(judgement, amended);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, AmendedContractCase loaded)
    {
        var (before, page) = (loaded.Contract.Body!, loaded.After());
        book.Write(loaded.Contract.Key, page);
        foreach (var mortgage in loaded.Mortgages)
            MortgageNotes.WriteWithdrawn(book, mortgage, page.ContractNumber);
        foreach (var unit in before.Units.Where(unit => !page.Units.Any(kept => kept.UnitCode == unit.UnitCode)))
            book.Delete(PageKeys.Deal(unit.UnitCode));
        foreach (var unit in loaded.Sale.Units.Where(unit => !before.Units.Any(kept => kept.UnitCode == unit.Code)))
        {
            book.Write(unit.Sale.Pages.Deal.Key, new DealPage
            {
                ContractNumber = page.ContractNumber,
                State = page.State,
                Epoch = unit.Sale.Unit.Epoch,
            });
        }
    }

    private static void CheckVersion(Judgement judgement, ContractAmended e, PageView<ContractPage> contract)
    {
        var next = ContractStands.VersionOf(contract.Body!) + 1;
        if (e.Version == next)
            return;
        judgement.Fail(
            Judgement.State,
            new($"变更后的版本应为{next}", $"the amendment makes version {next}"),
            new("请按合同现行版本变更", "amend the contract as it stands now"),
            Labels.InEvent(new("版本", "version"), e.Version, "version"),
            contract.Says(new("现行版本", "present version"), next - 1));
    }
}
