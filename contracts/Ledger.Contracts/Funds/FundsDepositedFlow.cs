using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>监管资金到账: the supervising bank tells, by its own key, what has arrived.</summary>
internal sealed class FundsDepositedFlow()
    : Flow<FundsDeposited, DepositCase>(DepartmentNames.Finance, new("监管资金到账", "arrival of supervised funds"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, FundsDeposited e)
    {
        shape.Identifier<OfficeNumber>(e.AgreementNumber, "agreement_number");
        shape.Amount(e.AmountFen, "amount_fen");
        shape.Known(e.Payer, "payer");
        shape.Date(e.Date, "date");
    }

    /// <inheritdoc/>
    protected override DepositCase Load(FundsDeposited e, Book book) => new(e, book.Fund(e.AgreementNumber));

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, DepositCase loaded, Signer signer)
    {
        var e = loaded.Event;
        AmountUnit.NoteConversion(judgement, e.AmountConverted, e.AmountFen, "amount_fen");
        if (!FundStands.CheckOpen(judgement, loaded.Fund))
            return;
        var page = loaded.Fund.Body!;
        if (page.Bank != signer.Member.CreditCode)
        {
            judgement.Fail(
                WriterIsEntitled.C70,
                new("到账应由监管银行签署", "the arrival is told by the supervising bank"),
                new("请由监管银行以其密钥签署", "let the supervising bank sign with its own key"),
                Labels.InEnvelope(new("签署人", "signer"), signer.Member.CreditCode),
                loaded.Fund.Says(new("监管银行", "supervising bank"), page.Bank));
            return;
        }

        FundMoves.CheckSum(judgement, page.ArrivedFen, e.AmountFen, loaded.Fund);
        if (page.ArrivedFen < page.RequiredFen && page.RequiredFen - page.ArrivedFen > e.AmountFen)
        {
            judgement.Fail(
                SupervisedFunds.C59Open,
                new("到账后仍未达到应监管金额", "less than required has arrived so far"),
                new("足额到账后方可登簿", "the transfer is recorded once the rest has arrived"),
                Labels.InEvent(new("本次到账", "arrived now"), Labels.Yuan(e.AmountFen), "amount_fen"),
                loaded.Fund.Says(new("此前到账", "arrived before"), Labels.Yuan(page.ArrivedFen)),
                loaded.Fund.Says(new("应监管", "required"), Labels.Yuan(page.RequiredFen)));
        }

        FundMoves.CheckDate(judgement, loaded.Fund, DatedFact.Stated(new("到账日期", "day of arrival"), e.Date, "date"));
    }

    /// <inheritdoc/>
    protected override void Write(Book book, DepositCase loaded)
    {
        var page = loaded.Fund.Body!.Clone();
        page.ArrivedFen += loaded.Event.AmountFen;
        page.Moved = Math.Max(page.Moved, loaded.Event.Date);
        page.Document = loaded.Event.Act.Document;
        book.Write(loaded.Fund.Key, page);
    }
}
