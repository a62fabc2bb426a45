using Ledger.V1;

namespace Ledger.Acts;

/// <summary>抵押权变更登记</summary>
internal sealed class ChangeMortgageForm()
    : ActForm<ChangeMortgageRequest, MortgageChanged>("mortgage", "change", new("抵押权变更登记", "record the change of a mortgage"))
{
    public override string Example =>
        $"ledger mortgage change --file change.json --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        MortgageInputs.Mortgagee, MortgageInputs.Number,
        new("--what", "what", new("amount、term、scope、restriction、units_out、units_in 或 mortgagor",
            "amount, term, scope, restriction, units_out, units_in or mortgagor")),
        MortgageInputs.NewProof,
    ];

    protected override MortgageChanged Read(ActReader input, ChangeMortgageRequest request)
    {
        var body = new MortgageChanged
        {
            Recording = input.Recording(request.Recording),
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            What = input.Known(request.What, "what"),
            Terms = request.Terms is null ? null : input.MortgageTerms(request.Terms, "terms"),
            Certificate = input.Certificate(request.Certificate, legacy: false, "certificate", "certificate"),
        };
        body.Units.AddRange(input.Recordings(request.Units, shares: body.What == MortgageChangeKind.UnitsIn));
        input.NameJudgedMortgage(body.Mortgage);
        return body;
    }
}
