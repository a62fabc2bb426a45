using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>同意带押转让（银行）</summary>
internal sealed class ConsentForm()
    : ActForm<ConsentAct, MortgageeConsented>("mortgage", "consent", new("同意带押转让（银行）", "consent to a transfer with the mortgage carried (bank)"))
{
    public override ActWriter Writer => ActWriter.Bank;

    public override string Example =>
        "ledger mortgage consent --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --contract 441900A21050000001 --date 2021-06-01";

    public override IReadOnlyList<ActOption> Options { get; } =
        [MortgageInputs.Mortgagee, MortgageInputs.Number, ActOptions.Contract, ActOptions.Date, MortgageInputs.Subject, MortgageInputs.SubjectNumber];

    protected override MortgageeConsented Read(ActReader input, ConsentAct request)
    {
        var body = new MortgageeConsented
        {
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            ContractNumber = request.Number.Length > 0 || request.Of is not null
                ? input.OptionalText<ContractNumber>(request.ContractNumber, "contract_number")
                : input.Text<ContractNumber>(request.ContractNumber, "contract_number"),
            Date = input.PastDay(request.Date, "date"),
            Subject = input.Known(request.Subject, "subject", zeroIsUnspecified: false),
            Number = Canonicalize.FoldUpper(request.Number),
            Of = request.Of is null ? null : input.MortgageId(request.Of, "of"),
            Withdrawn = request.Withdrawn,
        };
        if (body.ContractNumber.Length > 0)
            input.NameContract(body.ContractNumber);
        input.Names(body.Number);
        if (body.Of is { } of)
            input.NameJudgedMortgage(of);
        input.NameJudgedMortgage(body.Mortgage);
        return body;
    }

    /// <summary>It is about units of the bank's own live mortgage.</summary>
    protected override bool HasBasis(MortgageeConsented body, BankPages pages) => OwnMortgage.IsTouched(body, pages);
}
