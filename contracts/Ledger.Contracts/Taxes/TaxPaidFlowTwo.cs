using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>缴税: vouchers pay assessed taxes, each several of them if need be; after a higher new assessment too.</summary>
internal sealed class TaxPaidFlowTwo() : Flow<TaxPaid, VoucherCase>(DepartmentNames.Tax, new("缴税", "tax payment"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, TaxPaid e)
    {
        TaxStands.Number(shape, e.ContractNumber, "contract_number");
        shape.Date(e.PaymentDate, "payment_date");
        for (var i = 0; i < e.Tickets.Count; i++)
            CheckTicket(shape, e.Tickets[i], $"tickets[{i}]");
        shape.Sorted(e.Tickets, static (a, b) => string.CompareOrdinal(a.Number, b.Number), "tickets");
    }

    /// <inheritdoc/>
    protected override VoucherCase Load(TaxPaid e, Book book)
        => new(TaxBasisCase<TaxPaid>.Load(e, book, e.ContractNumber), [.. e.Tickets.Select(ticket => (ticket.Number, book.Ticket(ticket.Number)))]);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, VoucherCase loaded, Signer signer)
    {
        var (e, tax) = (loaded.Taxes.Event, loaded.Taxes.Tax);
        TicketsOnce.Check(judgement, e.ContractNumber, loaded.Tickets);
        if (!loaded.Taxes.CheckStands(judgement, [BasisState.Ready, BasisState.Registered], TaxState.Assessed, TaxState.Cleared))
            return;
        var page = tax.Body!;
        for (var i = 0; i < e.Tickets.Count; i++)
        {
            var ticket = e.Tickets[i];
            for (var l = 0; l < ticket.Lines.Count; l++)
            {
                if (!page.Lines.Any(state => Pays(ticket, ticket.Lines[l], state.Line)))
                    NotAssessed(judgement, tax, ticket, ticket.Lines[l], $"tickets[{i}].lines[{l}]");
            }

            var paid = DatedFact.Stated(new("缴款日期", "payment date"), ticket.Date, $"tickets[{i}].date");
            DateOrder.Check(judgement, DatedFact.Recorded(tax, new("首次核税日期", "first assessment"), page.FirstAssessment), paid);
            DateOrder.Check(judgement, paid, DatedFact.Stated(new("入账日期", "day of booking"), e.PaymentDate, "payment_date"));
        }

        TaxesCleared.CheckPaid(judgement, TaxesCleared.C16Open, tax, loaded.After());
        DateOrder.NotInFuture(judgement, DatedFact.Stated(new("入账日期", "day of booking"), e.PaymentDate, "payment_date"));
    }

    /// <inheritdoc/>
    protected override void Write(Book book, VoucherCase loaded)
    {
        book.Write(loaded.Taxes.Tax.Key, loaded.After());
        foreach (var (_, page) in loaded.Tickets)
            book.Write(page.Key, new TicketPage { ContractNumber = loaded.Taxes.Event.ContractNumber });
    }

    private static bool Pays(Ticket ticket, TicketLine paid, TaxLine line)
        => line.Tax == paid.Tax && line.Side == paid.Side && line.UnitCode == paid.UnitCode && line.Taxpayer.Equals(ticket.Taxpayer);

    private static void CheckTicket(Shape shape, Ticket ticket, string path)
    {
        shape.Identifier<TicketNumber>(ticket.Number, path + ".number");
        shape.PartyValue(ticket.Taxpayer, path + ".taxpayer");
        shape.Date(ticket.Date, path + ".date");
        if (ticket.Tax != TaxKind.Unspecified || ticket.Side != TaxSide.Transferor || ticket.AmountFen != 0)
            shape.Fault(Shape.C69, path + ".tax", ticket.Tax, new("不填写：税种、方向和金额逐行填写", "nothing: tax, side and amount stand in the lines"));
        UInt128 sum = 0;
        for (var i = 0; i < ticket.Lines.Count; i++)
        {
            var (line, at) = (ticket.Lines[i], $"{path}.lines[{i}]");
            shape.Known(line.Tax, at + ".tax");
            shape.Known(line.Side, at + ".side", zeroIsUnspecified: false);
            shape.Unit(line.UnitCode, at + ".unit_code");
            shape.Amount(line.AmountFen, at + ".amount_fen");
            sum += line.AmountFen;
        }

        shape.Sorted(ticket.Lines, TicketOrder.Compare, path + ".lines");
        if (sum > Money.MaximumFen)
            shape.Fault(Shape.C69, path + ".lines", null, new("合计不超过最大金额", "a sum of at most the largest amount"));
    }

    private static void NotAssessed(Judgement judgement, PageView<TaxPage> tax, Ticket ticket, TicketLine line, string path)
        => judgement.Fail(
            TaxesCleared.C16,
            new("税票所载税种、单元和纳税人未经核定", "the voucher pays a tax that was not assessed for this taxpayer and unit"),
            new("请核对税票，或重新核税", "check the voucher, or assess anew"),
            Labels.InEvent(TicketNumber.Name, ticket.Number, path),
            Labels.InEvent(new("税种", "tax"), line.Tax, path + ".tax"),
            Labels.InEvent(UnitCode.Name, line.UnitCode, path + ".unit_code"),
            tax.Says(new("已核定行数", "lines assessed"), tax.Body!.Lines.Count));
}
