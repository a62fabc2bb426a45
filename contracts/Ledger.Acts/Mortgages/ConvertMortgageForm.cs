using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>在建抵押转现房抵押登记</summary>
internal sealed class ConvertMortgageForm()
    : ActForm<ConvertMortgageRequest, MortgageConverted>("mortgage", "convert", new("在建抵押转现房抵押登记", "convert a construction mortgage"))
{
    public override string Example =>
        "ledger mortgage convert --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --certificate 粤（2021）东莞不动产证明第0000002号 "
        + $"--unit 441900004001GB00012F00010101 --business 202105310001 {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        MortgageInputs.Mortgagee, MortgageInputs.Number,
        MortgageInputs.NewProof,
        ActOptions.Unit with { Path = "units.unit_code" },
        ActOptions.Business with { Path = "units.business_number" },
    ];

    protected override MortgageConverted Read(ActReader input, ConvertMortgageRequest request)
    {
        var body = new MortgageConverted
        {
            Recording = input.Recording(request.Recording),
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            Certificate = input.Certificate(request.Certificate, legacy: false, "certificate", "certificate"),
        };
        body.Units.AddRange(input.Businesses(request.Units));
        if (request.Excluded.Count > 0)
        {
            foreach (var (unit, asked, row) in input.Units(request.Excluded, static unit => unit.UnitCode, "excluded"))
            {
                input.Names(unit.Text);
                body.Excluded.Add(new ExcludedUnit
                {
                    UnitCode = unit.Text,
                    BusinessNumber = row.Text<BusinessNumber>(asked.BusinessNumber, "business_number"),
                    Ground = row.Known(asked.Ground, "ground"),
                });
            }
        }

        input.NameJudgedMortgage(body.Mortgage);
        return body;
    }
}
