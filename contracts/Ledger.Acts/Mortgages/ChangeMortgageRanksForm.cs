using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>顺位变更登记</summary>
internal sealed class ChangeMortgageRanksForm()
    : ActForm<ChangeMortgageRanksRequest, MortgageRanksChanged>("mortgage", "ranks", new("顺位变更登记", "record the change of ranks"))
{
    public override string Example =>
        $"ledger mortgage ranks --file ranks.json --unit 441900004001GB00012F00010101 --business 202105310001 {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } = [.. Recordings.Options, ActOptions.Unit, ActOptions.Business];

    protected override MortgageRanksChanged Read(ActReader input, ChangeMortgageRanksRequest request)
    {
        var body = new MortgageRanksChanged
        {
            Recording = input.Recording(request.Recording),
            UnitCode = input.NamedUnit(request.UnitCode, "unit_code"),
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
        };
        if (input.Unit(request.UnitCode, "unit_code") is { } unit)
            body.Holding.AddRange(input.Holding(unit, request.Holding));
        input.Count(request.Order.Count, "order");
        for (var i = 0; i < request.Order.Count; i++)
        {
            body.Order.Add(input.MortgageId(request.Order[i], $"order[{i}]"));
            input.NameJudgedMortgage(body.Order[i]);
        }

        return body;
    }
}
