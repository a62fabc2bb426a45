using Ledger.V1;

namespace Ledger.Acts;

/// <summary>签署抵押变更协议（银行）</summary>
internal sealed class AgreeMortgageChangeForm()
    : ActForm<AgreeMortgageChangeAct, MortgageChangeAgreed>(
        "mortgage", "agree", new("签署抵押变更协议（银行）", "agree on a change of a mortgage (bank)"))
{
    public override ActWriter Writer => ActWriter.Bank;

    public override string Example =>
        "ledger mortgage agree --file agreement.json --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --kind mortgagor --date 2021-06-01";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        MortgageInputs.Mortgagee, MortgageInputs.Number,
        new("--kind", "kind", new("amount、term、scope、restriction、units_out、units_in、mortgagor、assigned、determined 或 rank",
            "amount, term, scope, restriction, units_out, units_in, mortgagor, assigned, determined or rank")),
        ActOptions.Date,
    ];

    protected override MortgageChangeAgreed Read(ActReader input, AgreeMortgageChangeAct request)
    {
        var agreement = new MortgageAgreement
        {
            Kind = input.Known(request.Kind, "kind"),
            Date = input.PastDay(request.Date, "date"),
            Terms = request.Terms is null ? null : input.MortgageTerms(request.Terms, "terms"),
            Assignee = request.Assignee is null ? null : input.MortgageId(request.Assignee, "assignee"),
            PartFen = input.OptionalAmount(request.Part, "part"),
            PartAgreed = request.PartAgreed,
            Merger = request.Merger,
            DeterminedFen = input.OptionalAmount(request.Determined, "determined"),
            Ground = input.Known(request.Ground, "ground", zeroIsUnspecified: false),
        };
        var body = new MortgageChangeAgreed
        {
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            Agreement = agreement,
            Accepts = request.Accepts,
        };
        if (request.Units.Count > 0)
            ReadUnits(input, request, agreement);
        input.NameJudgedMortgage(body.Mortgage);
        if (agreement.Assignee is { } assignee)
            input.NameMortgage(assignee);
        return body;
    }

    private static void ReadUnits(ActReader input, AgreeMortgageChangeAct request, MortgageAgreement agreement)
    {
        var units = input.Units(request.Units, static unit => unit.UnitCode, "units");
        var codes = units.ConvertAll(static unit => unit.Unit);
        var mortgagors = input.Across(request.Mortgagors, codes, "mortgagors", "mortgagor");
        agreement.Mortgagors.AddRange(mortgagors.Select(static party => party.Party));
        agreement.Debtors.AddRange(input.Across(request.Debtors, codes, "debtors", "debtor").Select(static party => party.Party));
        foreach (var (unit, asked, row) in units)
        {
            input.Names(unit.Text);
            agreement.Units.Add(agreement.Kind == MortgageChangeKind.UnitsOut ? new() { UnitCode = unit.Text } : row.ContractUnit(unit, asked, mortgagors));
        }
    }

    /// <summary>It is about the bank's own mortgage, or accepts what its mortgagee has agreed on with just this bank.</summary>
    protected override bool HasBasis(MortgageChangeAgreed body, BankPages pages)
        => !body.Accepts || pages.Mortgage(body.Mortgage)?.Agreements.Any(known => IsWith(known, pages.Bank)) == true;

    private static bool IsWith(MortgageAgreement agreement, string bank)
        => agreement.Kind == MortgageChangeKind.Assigned && agreement.Assignee?.Mortgagee == bank;
}
