using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>抵押权注销登记</summary>
internal sealed class CancelMortgageForm()
    : ActForm<CancelMortgageRequest, MortgageCancelled>("mortgage", "cancel", new("抵押权注销登记", "cancel a mortgage"))
{
    public override string Example =>
        "ledger mortgage cancel --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --certificate 粤（2021）东莞不动产证明第0000001号 "
        + $"--unit 441900004001GB00012F00010101 --business 202105310001 {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        MortgageInputs.Mortgagee,
        MortgageInputs.Number,
        new("--certificate", "certificate.number", new("不动产登记证明号", "number of the registration proof")),
        ActOptions.Unit with { Path = "units.unit_code" },
        ActOptions.Business with { Path = "units.business_number" },
        new("--ground", "ground", new("released、realised、court 或 merged_right（规则版本2起）", "released, realised, court or merged_right (from profile 2 on)")),
    ];

    protected override MortgageCancelled Read(ActReader input, CancelMortgageRequest request)
    {
        var certificate = input.Required(request.Certificate, "certificate");
        var body = new MortgageCancelled
        {
            Recording = input.Recording(request.Recording),
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            Certificate = input.In("certificate").Certificate(certificate.Number, certificate.Legacy, "number", "certificate"),
            Ground = input.Known(request.Ground, "ground", zeroIsUnspecified: false),
        };
        body.Units.AddRange(input.Businesses(request.Units));
        input.NameJudgedMortgage(body.Mortgage);
        return body;
    }
}
