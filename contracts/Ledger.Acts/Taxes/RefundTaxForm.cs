using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>退税</summary>
internal sealed class RefundTaxForm() : ActForm<RefundTaxRequest, TaxRefunded>("tax", "refund", new("退税", "refund a ticket"))
{
    public override string Example =>
        "ledger tax refund --contract 441900A21050000001 --date 2021-06-05 --reason contract-failed --ticket 344196210500000001 --amount 36000.00";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Contract,
        ActOptions.Date,
        new("--reason", "reason", new("contract-failed 或 overpaid", "contract-failed or overpaid")),
        new("--ticket", "refunds.ticket_number", new("税票号码", "ticket number")),
        TaxOptions.Amount("refunds.amount.value"),
    ];

    protected override TaxRefunded Read(ActReader input, RefundTaxRequest request)
    {
        var body = new TaxRefunded
        {
            ContractNumber = input.Basis(request.ContractNumber, "contract_number"),
            Date = input.PastDay(request.Date, "date"),
            Reason = input.Known(request.Reason, "reason"),
        };
        input.NameContract(body.ContractNumber);
        input.Count(request.Refunds.Count, "refunds");
        var refunds = request.Refunds.Select((refund, i) => Refund(input.In("refunds", i), refund)).ToList();
        body.Refunds.AddRange(refunds
            .OrderBy(static refund => refund.Number, StringComparer.Ordinal).ThenBy(static refund => refund.Side).ThenBy(static refund => refund.Tax)
            .ThenBy(static refund => refund.UnitCode, StringComparer.Ordinal));
        return body;
    }

    private static Refund Refund(ActReader input, RefundInput refund) => new()
    {
        Number = input.Text<TicketNumber>(refund.TicketNumber, "ticket_number"),
        AmountFen = input.Amount(refund.Amount, "amount"),
        Tax = input.Known(refund.Tax, "tax", zeroIsUnspecified: false),
        Side = input.Known(refund.Side, "side", zeroIsUnspecified: false),
        UnitCode = refund.UnitCode.Length == 0 ? "" : input.NamedUnit(refund.UnitCode, "unit_code"),
    };
}
