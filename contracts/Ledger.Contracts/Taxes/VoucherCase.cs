using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A payment by vouchers of several taxes, with the pages its rules read.</summary>
/// <param name="Taxes">Basis and taxes.</param>
/// <param name="Tickets">Per voucher its number and page.</param>
internal sealed record VoucherCase(TaxBasisCase<TaxPaid> Taxes, IReadOnlyList<(string Number, PageView<TicketPage> Page)> Tickets)
{
    /// <summary>The taxes once the payment is booked: a row per line of a voucher.</summary>
    public TaxPage After()
    {
        var e = Taxes.Event;
        var page = Taxes.Tax.Body!.Clone();
        List<TicketState> rows = [.. page.Tickets, .. e.Tickets.SelectMany(ticket => ticket.Lines.Select(line => new TicketState
        {
            Number = ticket.Number,
            Tax = line.Tax,
            Side = line.Side,
            Taxpayer = ticket.Taxpayer,
            AmountFen = line.AmountFen,
            PaymentDate = ticket.Date,
            UnitCode = line.UnitCode,
        }))];
        page.Tickets.Clear();
        page.Tickets.AddRange(rows.Order(Comparer<TicketState>.Create(TicketOrder.Compare)));
        page.LastPaymentDate = Math.Max(page.LastPaymentDate, e.PaymentDate);
        page.Document = e.Act.Document;
        TaxAccount.Settle(page);
        return page;
    }
}
