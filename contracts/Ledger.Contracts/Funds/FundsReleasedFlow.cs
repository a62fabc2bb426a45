using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>监管资金释放: what is held is paid out, to whom the state of the contract allows it.</summary>
internal sealed class FundsReleasedFlow()
    : Flow<FundsReleased, ReleaseCase>(DepartmentNames.Transaction, new("监管资金释放", "release of supervised funds"))
{
    private const uint LastNode = 99;

    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, FundsReleased e)
    {
        shape.Identifier<OfficeNumber>(e.AgreementNumber, "agreement_number");
        shape.Amount(e.AmountFen, "amount_fen");
        shape.Known(e.To, "to");
        shape.Known(e.Ground, "ground");
        if ((e.Node > 0) != (e.Ground == FundReleaseGround.Node) || e.Node > LastNode)
            shape.Fault(Shape.C69, "node", e.Node, new($"仅节点释放填写节点序号1至{LastNode}", $"the number of a node, 1 to {LastNode}, of a release by node alone"));
        shape.Date(e.Date, "date");
        if (e.To == FundPayee.OldMortgagee)
            shape.Identifier<CreditCode>(Shape.F04, e.Mortgagee, "mortgagee");
        else if (e.Mortgagee.Length > 0)
            shape.Fault(Shape.C69, "mortgagee", e.Mortgagee, new("空：仅释放给原抵押权人时填写", "nothing: only what goes to a former mortgagee names one"));
    }

    /// <inheritdoc/>
    protected override ReleaseCase Load(FundsReleased e, Book book)
    {
        var fund = book.Fund(e.AgreementNumber);
        var contract = fund.Body is { } page ? book.Contract(page.ContractNumber) : null;
        return new(e, fund, contract, [.. contract?.Body?.Units.Select(unit => book.Encumbrances(unit.UnitCode)) ?? []]);
    }

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, ReleaseCase loaded, Signer signer)
    {
        var e = loaded.Event;
        AmountUnit.NoteConversion(judgement, e.AmountConverted, e.AmountFen, "amount_fen");
        if (!FundStands.CheckOpen(judgement, loaded.Fund))
            return;
        var page = loaded.Fund.Body!;
        if (page.ArrivedFen - page.ReleasedFen < e.AmountFen)
        {
            judgement.Fail(
                Judgement.State,
                new("释放金额超过监管余额", "more is to be released than is held"),
                new("请核对金额", "check the amount"),
                Labels.InEvent(new("释放金额", "to be released"), Labels.Yuan(e.AmountFen), "amount_fen"),
                loaded.Fund.Says(new("监管余额", "held"), Labels.Yuan(page.ArrivedFen - page.ReleasedFen)));
        }

        ReleaseAllowed.Check(judgement, loaded);
        FundMoves.CheckDate(judgement, loaded.Fund, DatedFact.Stated(new("释放日期", "day of the release"), e.Date, "date"));
    }

    /// <inheritdoc/>
    protected override void Write(Book book, ReleaseCase loaded)
    {
        var page = loaded.Fund.Body!.Clone();
        page.ReleasedFen += loaded.Event.AmountFen;
        page.Moved = Math.Max(page.Moved, loaded.Event.Date);
        page.Document = loaded.Event.Act.Document;
        if (loaded.Event.To == FundPayee.OldMortgagee)
            MortgageesPaid.Add(page, loaded.Event.Mortgagee, loaded.Event.AmountFen);
        page.State = FundStands.After(page, loaded.Contract!.Body!);
        book.Write(loaded.Fund.Key, page);
    }
}
