using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>缴税（录入税票）</summary>
internal sealed class PayTaxForm() : ActForm<PayTaxRequest, TaxPaid>("tax", "pay", new("缴税（录入税票）", "book a payment by its ticket"))
{
    public override string Example =>
        "ledger tax pay --contract 441900A21050000001 --date 2021-06-01 --ticket 344196210500000001 --tax deed --side transferee --amount 36000.00 "
        + "--payer-type 1 --payer 441900188001010016";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Contract,
        new("--date", "payment_date", new("缴款日期 yyyy-MM-dd", "payment date, yyyy-MM-dd")),
        new("--ticket", "tickets.number", new("税票号码", "ticket number")),
        TaxOptions.Tax("tickets.tax"),
        TaxOptions.Side("tickets.side"),
        TaxOptions.Amount("tickets.amount.value"),
        TaxOptions.PayerType("tickets.taxpayer.document_type"),
        TaxOptions.Payer("tickets.taxpayer.document_number"),
    ];

    protected override TaxPaid Read(ActReader input, PayTaxRequest request)
    {
        var body = new TaxPaid
        {
            ContractNumber = input.Basis(request.ContractNumber, "contract_number"),
            PaymentDate = input.PastDay(request.PaymentDate, "payment_date"),
        };
        var units = input.NameContract(body.ContractNumber);
        input.Count(request.Tickets.Count, "tickets");
        var tickets = request.Tickets.Select((ticket, i) => Ticket(input.In("tickets", i), ticket, units, i)).ToList();
        tickets.Sort(static (a, b) => string.CompareOrdinal(a.Number, b.Number));
        body.Tickets.AddRange(tickets);
        return body;
    }

    private static Ticket Ticket(ActReader input, TicketInput ticket, IReadOnlyList<ActUnit> units, int place)
    {
        // A voucher of lines says tax, side and amount in each of them.
        var whole = ticket.Lines.Count == 0;
        var body = new Ticket
        {
            Number = input.Text<TicketNumber>(ticket.Number, "number"),
            Tax = input.Known(ticket.Tax, "tax", zeroIsUnspecified: whole),
            Side = input.Known(ticket.Side, "side", zeroIsUnspecified: false),
            Taxpayer = input.Across(input.Party(ticket.Taxpayer, "taxpayer", $"ticket.{place}", named: false), units),
            AmountFen = whole ? input.Amount(ticket.Amount, "amount") : input.OptionalAmount(ticket.Amount, "amount"),
            Date = input.OptionalDay(ticket.Date, "date"),
        };
        body.Lines.AddRange(ticket.Lines
            .Select((line, i) => Line(input.In("lines", i), line))
            .OrderBy(static line => line.Side).ThenBy(static line => line.Tax).ThenBy(static line => line.UnitCode, StringComparer.Ordinal));
        return body;
    }

    private static TicketLine Line(ActReader input, TicketLineInput line) => new()
    {
        Tax = input.Known(line.Tax, "tax"),
        Side = input.Known(line.Side, "side", zeroIsUnspecified: false),
        UnitCode = input.NamedUnit(line.UnitCode, "unit_code"),
        AmountFen = input.Amount(line.Amount, "amount"),
    };
}
