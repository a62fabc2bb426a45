using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>通知抵押权人转让</summary>
internal sealed class NotifyMortgageeForm()
    : ActForm<NotifyMortgageeRequest, MortgageeNotified>("mortgage", "notify", new("通知抵押权人转让", "note that a mortgagee was told of a transfer"))
{
    public override string Example =>
        "ledger mortgage notify --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --contract 441900A21050000001 --date 2021-06-01";

    public override IReadOnlyList<ActOption> Options { get; } =
        [MortgageInputs.Mortgagee, MortgageInputs.Number, ActOptions.Contract, ActOptions.Date, MortgageInputs.Subject, MortgageInputs.SubjectNumber];

    protected override MortgageeNotified Read(ActReader input, NotifyMortgageeRequest request)
    {
        var body = new MortgageeNotified
        {
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            ContractNumber = request.Number.Length > 0
                ? input.OptionalText<ContractNumber>(request.ContractNumber, "contract_number")
                : input.Text<ContractNumber>(request.ContractNumber, "contract_number"),
            Date = input.PastDay(request.Date, "date"),
            Subject = input.Known(request.Subject, "subject", zeroIsUnspecified: false),
            Number = Canonicalize.FoldUpper(request.Number),
        };
        if (body.ContractNumber.Length > 0)
            input.NameContract(body.ContractNumber);
        input.Names(body.Number);
        input.NameJudgedMortgage(body.Mortgage);
        return body;
    }
}
