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
        [MortgageInputs.Mortgagee, MortgageInputs.Number, new("--date", "signing_date", new("签订日期 yyyy-MM-dd", "signing date, yyyy-MM-dd"))];

    protected override MortgageContractSigned Read(ActReader input, SignMortgageContractAct request)
    {
        var body = new MortgageContractSigned
        {
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            Terms = input.MortgageTerms(request.Terms, "terms"),
            SigningDate = input.PastDay(request.SigningDate, "signing_date"),
            AmountConverted = input.IsConverted,
        };
        var units = input.Units(request.Units, unit => unit.UnitCode, "units");
        foreach (var (unit, asked, row) in units)
        {
            body.Units.Add(new MortgageUnit { UnitCode = unit.Text, Share = row.Share(asked.Share, "share"), Epoch = unit.Epoch });
            input.Names(unit.Text);
        }

        var codes = units.ConvertAll(unit => unit.Unit);
        input.Count(request.Mortgagors.Count, "mortgagors");
        var mortgagors = request.Mortgagors
            .Select((party, i) => (Index: (uint)i, Party: input.Across(input.Party(party, $"mortgagors[{i}]", $"mortgagor.{i}"), codes)))
            .ToList();
        mortgagors.Sort(static (a, b) => PartyOrder.Compare(a.Party, b.Party));
        body.Mortgagors.AddRange(mortgagors.Select(m => m.Party));
        for (var i = 0; i < request.MortgagorsNotSigning.Count; i++)
        {
            if (request.MortgagorsNotSigning[i] >= mortgagors.Count)
                input.Fault($"mortgagors_not_signing[{i}]", "抵押人序号越界", "the index names no mortgagor", $"below {mortgagors.Count}");
        }

        body.MortgagorsNotSigning.AddRange(
            Enumerable.Range(0, mortgagors.Count).Where(i => request.MortgagorsNotSigning.Contains(mortgagors[i].Index)).Select(i => (uint)i));
        input.NameMortgage(body.Mortgage);
        return body;
    }
}
