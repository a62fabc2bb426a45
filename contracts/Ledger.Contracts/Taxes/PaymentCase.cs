using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A payment with the pages its rules read.</summary>
/// <param name="Taxes">Contract and taxes.</param>
/// <param name="Tickets">Per ticket its number and page.</param>
internal sealed record PaymentCase(TaxCase<TaxPaid> Taxes, IReadOnlyList<(string Number, PageView<TicketPage> Page)> Tickets)
{
    /// <summary>The taxes once the payment is booked.</summary>
    public TaxPage After()
    {
        var e = Taxes.Event;
        var page = Taxes.Tax.Body!.Clone();
        var tickets = page.Tickets.Concat(e.Tickets.Select(ticket => new TicketState
        {
            Number = ticket.Number,
            Tax = ticket.Tax,
            Side = ticket.Side,
            Taxpayer = ticket.Taxpayer,
            AmountFen = ticket.AmountFen,
            PaymentDate = e.PaymentDate,
        })).OrderBy(ticket => ticket.Number, StringComparer.Ordinal).ToList();
        page.Tickets.Clear();
        page.Tickets.AddRange(tickets);
        page.LastPaymentDate = Math.Max(page.LastPaymentDate, e.PaymentDate);
        page.Document = e.Act.Document;
        TaxAccount.Settle(page);
        return page;
    }
}
