using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>缴税: tickets pay assessed taxes of a contract.</summary>
internal sealed class TaxPaidFlow()
    : Flow<TaxPaid, PaymentCase>(DepartmentNames.Tax, new("缴税", "tax payment"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, TaxPaid e)
    {
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Date(e.PaymentDate, "payment_date");
        for (var i = 0; i < e.Tickets.Count; i++)
        {
            var (ticket, path) = (e.Tickets[i], $"tickets[{i}]");
            shape.Identifier<TicketNumber>(ticket.Number, path + ".number");
            shape.Known(ticket.Tax, path + ".tax");
            shape.Known(ticket.Side, path + ".side", zeroIsUnspecified: false);
            shape.PartyValue(ticket.Taxpayer, path + ".taxpayer");
            shape.Amount(ticket.AmountFen, path + ".amount_fen");
        }

        shape.Sorted(e.Tickets, (a, b) => string.CompareOrdinal(a.Number, b.Number), "tickets");
    }

    /// <inheritdoc/>
    protected override PaymentCase Load(TaxPaid e, Book book)
        => new(TaxCase<TaxPaid>.Load(e, book, e.ContractNumber), [.. e.Tickets.Select(ticket => (ticket.Number, book.Ticket(ticket.Number)))]);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, PaymentCase loaded, Signer signer)
    {
        var (e, tax) = (loaded.Taxes.Event, loaded.Taxes.Tax);
        TicketsOnce.Check(judgement, e.ContractNumber, loaded.Tickets);
        if (!loaded.Taxes.CheckStands(judgement, ContractState.Filed) || tax.Body is null)
            return;
        var accounts = TaxAccount.Of(tax.Body);
        for (var i = 0; i < e.Tickets.Count; i++)
        {
            var ticket = e.Tickets[i];
            if (accounts.Any(account => account.Assessed && account.Tax == ticket.Tax && account.Side == ticket.Side
                && account.Taxpayer.Equals(ticket.Taxpayer)))
            {
                continue;
            }

            judgement.Fail(
                TaxesCleared.C16,
                new("税票所载税种和纳税人未经核定", "the ticket pays a tax that was not assessed for this taxpayer"),
                new("请核对税票，或重新核税", "check the ticket, or assess anew"),
                Labels.InEvent(TicketNumber.Name, ticket.Number, $"tickets[{i}].number"),
                Labels.InEvent(new("税种", "tax"), ticket.Tax, $"tickets[{i}].tax"),
                tax.Says(new("已核定税种", "taxes assessed"),
                    string.Join(", ", accounts.Where(account => account.Assessed)
                        .Select(account => $"{ValueNames.Text(account.Tax)} {Labels.Party(account.Taxpayer.At(0))}"))));
        }

        TaxesCleared.CheckPaid(judgement, TaxesCleared.C16Open, tax, loaded.After());
        var paid = DatedFact.Stated(new("缴款日期", "payment date"), e.PaymentDate, "payment_date");
        DateOrder.Check(judgement, DatedFact.Recorded(tax, new("核税日期", "assessment date"), tax.Body.AssessmentDate), paid);
        DateOrder.NotInFuture(judgement, paid);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, PaymentCase loaded)
    {
        book.Write(loaded.Taxes.Tax.Key, loaded.After());
        foreach (var (_, page) in loaded.Tickets)
            book.Write(page.Key, new TicketPage { ContractNumber = loaded.Taxes.Event.ContractNumber });
    }
}
