using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>退税: paid tax goes back, because the contract failed or because too much was paid.</summary>
internal sealed class TaxRefundedFlow()
    : Flow<TaxRefunded, TaxCase<TaxRefunded>>(DepartmentNames.Tax, new("退税", "tax refund"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, TaxRefunded e)
    {
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Date(e.Date, "date");
        shape.Known(e.Reason, "reason");
        for (var i = 0; i < e.Refunds.Count; i++)
        {
            shape.Identifier<TicketNumber>(e.Refunds[i].Number, $"refunds[{i}].number");
            shape.Amount(e.Refunds[i].AmountFen, $"refunds[{i}].amount_fen");
        }

        shape.Sorted(e.Refunds, (a, b) => string.CompareOrdinal(a.Number, b.Number), "refunds");
    }

    /// <inheritdoc/>
    protected override TaxCase<TaxRefunded> Load(TaxRefunded e, Book book)
        => TaxCase<TaxRefunded>.Load(e, book, e.ContractNumber);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, TaxCase<TaxRefunded> loaded, Signer signer)
    {
        // A registered contract passes here to be told by C-21 why its tax stays.
        if (!loaded.CheckStands(judgement, ContractState.Filed, ContractState.Registered, ContractState.FilingCancelled) || loaded.Tax.Body is not { } page)
            return;
        NoRefund.CheckRefund(judgement, loaded.Event, loaded.Contract, loaded.Tax, After(loaded));
        var refunded = DatedFact.Stated(new("退税日期", "day of refund"), loaded.Event.Date, "date");
        foreach (var ticket in page.Tickets.Where(ticket => loaded.Event.Refunds.Any(refund => refund.Number == ticket.Number)))
            DateOrder.Check(judgement, DatedFact.Recorded(loaded.Tax, new("缴款日期", "payment date"), ticket.PaymentDate), refunded);
        DateOrder.NotInFuture(judgement, refunded);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, TaxCase<TaxRefunded> loaded)
    {
        var page = After(loaded) ?? throw new InvalidOperationException("The refund was accepted but cannot be booked.");
        page.Document = loaded.Event.Act.Document;
        book.Write(loaded.Tax.Key, page);
    }

    /// <summary>The taxes once the refund is booked; null when a ticket is missing or has too little left.</summary>
    private static TaxPage? After(TaxCase<TaxRefunded> loaded)
    {
        var page = loaded.Tax.Body!.Clone();
        foreach (var refund in loaded.Event.Refunds)
        {
            var ticket = page.Tickets.FirstOrDefault(ticket => ticket.Number == refund.Number);
            if (ticket is null || refund.AmountFen > ticket.AmountFen - ticket.RefundedFen)
                return null;
            ticket.RefundedFen += refund.AmountFen;
            ticket.RefundReason = loaded.Event.Reason;
        }

        TaxAccount.Settle(page);
        return page;
    }
}
