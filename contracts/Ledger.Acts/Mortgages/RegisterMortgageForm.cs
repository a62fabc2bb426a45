using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>抵押权首次登记</summary>
internal sealed class RegisterMortgageForm()
    : ActForm<RegisterMortgageRequest, MortgageRegistered>("mortgage", "register", new("抵押权首次登记", "register a mortgage"))
{
    public override string Example => $"ledger mortgage register --file registration.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        MortgageInputs.Mortgagee,
        MortgageInputs.Number,
        new("--certificate", "certificate", new("不动产登记证明号", "number of the registration proof")),
    ];

    protected override MortgageRegistered Read(ActReader input, RegisterMortgageRequest request)
    {
        var body = new MortgageRegistered
        {
            Recording = input.Recording(request.Recording),
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            Terms = input.MortgageTerms(request.Terms, "terms"),
            Certificate = input.Certificate(request.Certificate, legacy: false, "certificate", "certificate"),
        };
        foreach (var (unit, asked, row) in input.Units(request.Units, unit => unit.UnitCode, "units"))
        {
            body.Units.Add(new MortgageUnitRecording
            {
                UnitCode = unit.Text,
                BusinessNumber = row.Text<BusinessNumber>(asked.BusinessNumber, "business_number"),
                Rank = asked.Rank,
                Share = row.Share(asked.Share, "share"),
            });
            input.Names(unit.Text);
        }

        input.NameJudgedMortgage(body.Mortgage);
        return body;
    }
}
