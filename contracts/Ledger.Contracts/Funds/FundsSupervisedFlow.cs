using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>资金监管协议: a contract's price, or part of it, goes through an account that a bank supervises.</summary>
internal sealed class FundsSupervisedFlow()
    : Flow<FundsSupervised, SupervisionCase>(DepartmentNames.Transaction, new("资金监管协议", "agreement on supervised funds"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, FundsSupervised e)
    {
        shape.Identifier<OfficeNumber>(e.AgreementNumber, "agreement_number");
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Identifier<CreditCode>(Shape.F04, e.Bank, "bank");
        shape.Amount(e.RequiredFen, "required_fen");
        shape.Known(e.Condition, "condition");
        shape.Date(e.Date, "date");
        var sound = true;
        for (var i = 0; i < e.UnitCodes.Count; i++)
            sound &= shape.Unit(e.UnitCodes[i], $"unit_codes[{i}]");
        if (sound)
            shape.Sorted(e.UnitCodes, string.CompareOrdinal, "unit_codes");
    }

    /// <inheritdoc/>
    protected override SupervisionCase Load(FundsSupervised e, Book book)
    {
        var contract = book.Contract(e.ContractNumber);
        return new(
            e,
            contract,
            book.Fund(e.AgreementNumber),
            contract.Body is { SupervisionNumber.Length: > 0 } page ? book.Fund(page.SupervisionNumber) : null,
            book.Member(e.Bank));
    }

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, SupervisionCase loaded, Signer signer)
    {
        var e = loaded.Event;
        NumberUnused.Check(judgement, loaded.Fund, OfficeNumber.Name, e.AgreementNumber, "agreement_number");
        SupervisionTerms.CheckBank(judgement, e, loaded.Bank);
        AmountUnit.NoteConversion(judgement, e.RequiredConverted, e.RequiredFen, "required_fen");
        if (!ContractStands.CheckState(judgement, loaded.Contract, ContractState.Signed, ContractState.Filed))
            return;
        FundStands.CheckNone(judgement, loaded.Earlier);
        var page = loaded.Contract.Body!;
        SameUnits.Check(judgement, e.UnitCodes, "unit_codes", loaded.Contract, page.Units.Select(unit => unit.UnitCode));
        SupervisionTerms.CheckAmount(judgement, e, loaded.Contract);
        var agreed = DatedFact.Stated(new("协议日期", "day of the agreement"), e.Date, "date");
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Contract, new("签订日期", "signing date"), page.SigningDate), agreed);
        DateOrder.NotInFuture(judgement, agreed);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, SupervisionCase loaded)
    {
        var e = loaded.Event;
        book.Write(loaded.Fund.Key, new FundPage
        {
            AgreementNumber = e.AgreementNumber,
            ContractNumber = e.ContractNumber,
            Bank = e.Bank,
            RequiredFen = e.RequiredFen,
            Condition = e.Condition,
            State = FundState.Open,
            Date = e.Date,
            Document = e.Act.Document,
        });
        var page = loaded.Contract.Body!.Clone();
        page.SupervisionNumber = e.AgreementNumber;
        book.Write(loaded.Contract.Key, page);
    }
}
