using Ledger.V1;

namespace Ledger.Acts;

/// <summary>抵押权转移登记</summary>
internal sealed class TransferMortgageForm()
    : ActForm<TransferMortgageRequest, MortgageTransferred>("mortgage", "transfer", new("抵押权转移登记", "record the transfer of a mortgage"))
{
    public override string Example =>
        "ledger mortgage transfer --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --assignee 91350100M000100Y43 --assignee-number DY-2022-000009 "
        + $"--certificate 粤（2021）东莞不动产证明第0000002号 --unit 441900004001GB00012F00010101 --business 202105310001 {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        MortgageInputs.Mortgagee, MortgageInputs.Number,
        new("--assignee", "assignee.mortgagee", new("受让方统一社会信用代码", "credit code of the assignee")),
        new("--assignee-number", "assignee.contract_number", new("受让方的抵押合同编号", "the assignee's number of the mortgage contract")),
        MortgageInputs.NewProof,
        ActOptions.Unit with { Path = "units.unit_code" },
        ActOptions.Business with { Path = "units.business_number" },
    ];

    protected override MortgageTransferred Read(ActReader input, TransferMortgageRequest request)
    {
        var body = new MortgageTransferred
        {
            Recording = input.Recording(request.Recording),
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            Assignee = input.MortgageId(request.Assignee, "assignee"),
            Certificate = input.Certificate(request.Certificate, legacy: false, "certificate", "certificate"),
        };
        body.Units.AddRange(input.Businesses(request.Units));
        input.NameJudgedMortgage(body.Mortgage);
        input.NameMortgage(body.Assignee);
        return body;
    }
}
