using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>签订抵押合同（银行）</summary>
internal sealed class SignMortgageContractForm()
    : ActForm<SignMortgageContractAct, MortgageContractSigned>("mortgage", "sign", new("签订抵押合同（银行）", "sign a mortgage contract (bank)"))
{
    public override ActWriter Writer => ActWriter.Bank;

    public override string Example => "ledger mortgage sign --file mortgage.json";

    public override IReadOnlyList<ActOption> Options { get; } =
        [MortgageInputs.Mortgagee, MortgageInputs.Number, new("--date", "signing_date", new("签订日期 yyyy-MM-dd", "signing date, yyyy-MM-dd")),
            MortgageInputs.Object];

    protected override MortgageContractSigned Read(ActReader input, SignMortgageContractAct request)
    {
        var body = new MortgageContractSigned
        {
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            Terms = input.MortgageTerms(request.Terms, "terms"),
            SigningDate = input.PastDay(request.SigningDate, "signing_date"),
            AmountConverted = input.IsConverted,
            Object = input.Known(request.Object, "object", zeroIsUnspecified: false),
            Parts = request.Parts,
            PaysFor = input.OptionalText<ContractNumber>(request.PaysFor, "pays_for"),
        };
        var units = input.Units(request.Units, unit => unit.UnitCode, "units");
        var codes = units.ConvertAll(unit => unit.Unit);
        input.Count(request.Mortgagors.Count, "mortgagors");
        var mortgagors = input.Across(request.Mortgagors, codes, "mortgagors", "mortgagor");
        body.Mortgagors.AddRange(mortgagors.Select(m => m.Party));
        body.Debtors.AddRange(input.Across(request.Debtors, codes, "debtors", "debtor").Select(static debtor => debtor.Party));
        foreach (var (unit, asked, row) in units)
        {
            body.Units.Add(row.ContractUnit(unit, asked, mortgagors));
            input.Names(unit.Text);
        }

        for (var i = 0; i < request.MortgagorsNotSigning.Count; i++)
        {
            if (request.MortgagorsNotSigning[i] >= mortgagors.Count)
                input.Fault($"mortgagors_not_signing[{i}]", "抵押人序号越界", "the index names no mortgagor", $"below {mortgagors.Count}");
        }

        body.MortgagorsNotSigning.AddRange(
            Enumerable.Range(0, mortgagors.Count).Where(i => request.MortgagorsNotSigning.Contains(mortgagors[i].Index)).Select(i => (uint)i));
        if (request.Notice is { } notice)
            body.Notice = input.In("notice").Certificate(notice.Number, notice.Legacy, "number", "notice");
        if (body.PaysFor.Length > 0)
            input.NameContract(body.PaysFor);
        input.NameMortgage(body.Mortgage);
        return body;
    }

    /// <summary>It names the registered owners rightly, or those who will be by what it names.</summary>
    protected override bool HasBasis(MortgageContractSigned body, BankPages pages) => NamedMortgagors.Are(body, pages);
}
