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
        MortgageInputs.Object,
    ];

    protected override MortgageRegistered Read(ActReader input, RegisterMortgageRequest request)
    {
        var body = new MortgageRegistered
        {
            Recording = input.Recording(request.Recording),
            Mortgage = MortgageOf(input, request),
            Terms = input.MortgageTerms(request.Terms, "terms"),
            Certificate = input.Certificate(request.Certificate, legacy: false, "certificate", "certificate"),
            Object = input.Known(request.Object, "object", zeroIsUnspecified: false),
            Ground = input.Known(request.Ground, "ground", zeroIsUnspecified: false),
        };
        var paper = body.Ground != RegistrationGround.LedgerContract;
        body.Units.AddRange(input.Recordings(request.Units, epochs: paper));
        if (paper)
            ReadPaper(input, request, body);
        input.NameJudgedMortgage(body.Mortgage);
        return body;
    }

    private static void ReadPaper(ActReader input, RegisterMortgageRequest request, MortgageRegistered body)
    {
        var units = body.Units.Select((unit, i) => input.Unit(unit.UnitCode, $"units[{i}].unit_code")).OfType<ActUnit>().ToList();
        body.SigningDate = input.PastDay(request.SigningDate, "signing_date");
        body.Mortgagors.AddRange(input.Across(request.Mortgagors, units, "mortgagors", "mortgagor").Select(static party => party.Party));
        body.Debtors.AddRange(input.Across(request.Debtors, units, "debtors", "debtor").Select(static party => party.Party));
    }

    // A private lender is named by its token under the first unit.
    private static MortgageId MortgageOf(ActReader input, RegisterMortgageRequest request)
    {
        if (request.Lender is null || request.Units.Count == 0)
            return input.MortgageId(request.Mortgage, "mortgage");
        var units = input.Units(request.Units, static unit => unit.UnitCode, "units");
        var lender = input.Party(request.Lender, "lender", "lender");
        return new()
        {
            ContractNumber = input.Text<MortgageContractNumber>(request.Mortgage?.ContractNumber ?? "", "mortgage.contract_number"),
            Mortgagee = lender.CreditCode,
            Token = units.Count > 0 ? input.At(lender, units[0].Unit).Token : Google.Protobuf.ByteString.Empty,
        };
    }
}
