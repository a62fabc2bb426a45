using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>核定后准予减免</summary>
internal sealed class ExemptTaxForm() : ActForm<ExemptTaxRequest, TaxExempted>("tax", "exempt", new("核定后准予减免", "grant an exemption after assessment"))
{
    public override string Example =>
        "ledger tax exempt --contract 441900A21050000001 --date 2021-06-01 --tax vat --side transferor --exemption OVER_TWO_YEARS "
        + "--payer-type 1 --payer 441900188001010016";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Contract,
        ActOptions.Date,
        TaxOptions.Tax("tax"),
        TaxOptions.Side("side"),
        new("--exemption", "exemption", new("减免代码", "code of the exemption")),
        TaxOptions.PayerType("taxpayer.document_type"),
        TaxOptions.Payer("taxpayer.document_number"),
    ];

    protected override TaxExempted Read(ActReader input, ExemptTaxRequest request)
    {
        var body = new TaxExempted
        {
            ContractNumber = input.Basis(request.ContractNumber, "contract_number"),
            Date = input.PastDay(request.Date, "date"),
            Tax = input.Known(request.Tax, "tax"),
            Side = input.Known(request.Side, "side", zeroIsUnspecified: false),
            Exemption = input.Text<ReasonCode>(request.Exemption, "exemption"),
        };
        var units = input.NameContract(body.ContractNumber);
        body.Taxpayer = input.Across(input.Party(request.Taxpayer, "taxpayer", "taxpayer", named: false), units);
        return body;
    }
}
