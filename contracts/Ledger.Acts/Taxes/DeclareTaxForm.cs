using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>税务申报</summary>
internal sealed class DeclareTaxForm() : ActForm<DeclareTaxRequest, TaxDeclared>("tax", "declare", new("税务申报", "declare the taxes of a contract or instrument"))
{
    public override string Example => "ledger tax declare --file declaration.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Contract,
        ActOptions.Date,
        new("--organ", "organ", new("税务机关代码", "code of the tax organ")),
    ];

    protected override TaxDeclared Read(ActReader input, DeclareTaxRequest request)
    {
        var body = new TaxDeclared
        {
            Basis = input.Basis(request.ContractNumber, "contract_number"),
            Date = input.PastDay(request.Date, "date"),
            Organ = input.Text<TaxOrganCode>(request.Organ, "organ"),
        };
        input.NameContract(body.Basis);
        foreach (var (unit, asked, row) in input.Units(request.Units, static unit => unit.UnitCode, "units"))
        {
            var declared = new DeclaredUnit { UnitCode = unit.Text, PriceFen = row.Amount(asked.Price, "price") };
            declared.Held.AddRange(asked.HeldSince
                .Select((since, party) => new HeldSince { Party = (uint)party, Since = row.OptionalDay(since, $"held_since[{party}]") })
                .Where(static held => held.Since != 0));
            body.Units.Add(declared);
        }

        body.PriceConverted = input.IsConverted;
        return body;
    }
}
