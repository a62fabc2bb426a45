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
        var units = input.Units(request.Units, static unit => unit.UnitCode, "units");
        var codes = units.ConvertAll(static unit => unit.Unit);
        foreach (var (unit, asked, row) in units)
        {
            var declared = new DeclaredUnit { UnitCode = unit.Text, PriceFen = row.Amount(asked.Price, "price") };
            var place = body.Units.Count;
            declared.Held.AddRange(asked.Held.Select((held, i) => Held(row.In("held", i), codes, held, $"holder.{place}.{i}"))
                .Order(Comparer<HeldSince>.Create(static (a, b) => PartyOrder.Compare(a.Party, b.Party))));
            body.Units.Add(declared);
        }

        body.PriceConverted = input.IsConverted;
        return body;
    }

    private static HeldSince Held(ActReader input, IReadOnlyList<ActUnit> units, HeldSinceInput asked, string name) => new()
    {
        Party = input.Across(input.Party(asked.Party, "party", name, named: false), units),
        Since = input.PastDay(asked.HeldSince, "held_since"),
    };
}
