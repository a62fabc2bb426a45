using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>退税: paid tax goes back, line by line of its voucher, for a reason that holds.</summary>
internal sealed class TaxRefundedFlowTwo() : Flow<TaxRefunded, RefundCase>(DepartmentNames.Tax, new("退税", "tax refund"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, TaxRefunded e)
    {
        TaxStands.Number(shape, e.ContractNumber, "contract_number");
        shape.Date(e.Date, "date");
        shape.Known(e.Reason, "reason");
        for (var i = 0; i < e.Refunds.Count; i++)
        {
            var (refund, path) = (e.Refunds[i], $"refunds[{i}]");
            shape.Identifier<TicketNumber>(refund.Number, path + ".number");
            shape.Amount(refund.AmountFen, path + ".amount_fen");
            shape.Known(refund.Tax, path + ".tax");
            shape.Known(refund.Side, path + ".side", zeroIsUnspecified: false);
            shape.Unit(refund.UnitCode, path + ".unit_code");
        }

        shape.Sorted(e.Refunds, TicketOrder.Compare, "refunds");
    }

    /// <inheritdoc/>
    protected override RefundCase Load(TaxRefunded e, Book book) => RefundCase.Load(e, book);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, RefundCase loaded, Signer signer)
    {
        var (e, tax) = (loaded.Taxes.Event, loaded.Taxes.Tax);
        if (!loaded.Taxes.CheckStands(
            judgement, [BasisState.Ready, BasisState.Registered, BasisState.Ended], TaxState.Declared, TaxState.Returned, TaxState.Assessed, TaxState.Cleared))
        {
            return;
        }

        RefundReasons.Check(judgement, loaded);
        var refunded = DatedFact.Stated(new("退税日期", "day of refund"), e.Date, "date");
        foreach (var ticket in loaded.Touched)
            DateOrder.Check(judgement, DatedFact.Recorded(tax, new("缴款日期", "payment date"), ticket.PaymentDate), refunded);
        DateOrder.NotInFuture(judgement, refunded);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, RefundCase loaded)
    {
        var page = loaded.After() ?? throw new InvalidOperationException("The refund was accepted but cannot be booked.");
        page.Document = loaded.Taxes.Event.Act.Document;
        page.Clearance = "";
        page.State = page.State == TaxState.Cleared ? TaxState.Assessed : page.State;
        book.Write(loaded.Taxes.Tax.Key, page);
    }
}
