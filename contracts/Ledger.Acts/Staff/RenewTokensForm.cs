using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>当事人编码更新</summary>
internal sealed class RenewTokensForm()
    : ActForm<RenewTokensRequest, PartyTokensRenewed>("unit", "tokens", new("当事人编码更新", "renew the tokens of a unit's parties"))
{
    public override string Example => "ledger unit tokens --unit 441900004001GB00012F00010101 --epoch 2 --file parties.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Unit,
        new("--epoch", "epoch", new("新编码期", "epoch of the key from now on")),
        new("--basis", "bases", new("未结合同或原因文件", "open contract or instrument")),
    ];

    protected override PartyTokensRenewed Read(ActReader input, RenewTokensRequest request)
    {
        var unit = input.Unit(request.UnitCode, "unit_code");
        var body = new PartyTokensRenewed { UnitCode = unit?.Text ?? "", Epoch = request.Epoch };
        input.Names(body.UnitCode);
        input.Count(request.Parties.Count, "parties");
        body.Bases.AddRange(request.Bases.Select((number, i) => input.Basis(number, $"bases[{i}]")).Order(StringComparer.Ordinal));
        body.Mortgages.AddRange(request.Mortgages.Select((id, i) => input.MortgageId(id, $"mortgages[{i}]"))
            .Order(Comparer<MortgageId>.Create(PartyOrder.Compare)));
        if (unit is null || input.Renewed(unit, request.Epoch, "epoch") is not { } renewed)
            return body;

        var book = new OldBook(request.NumberExceptions);
        var old = input.Of(book);
        var parties = request.Parties.Select((asked, i) =>
        {
            var party = old.Party(asked, $"parties[{i}]", $"party.{i}", named: false);
            return new PartyRenewal { Old = input.At(party, unit), Renewed = input.At(party, renewed) };
        }).ToList();
        parties.Sort(static (a, b) => PartyOrder.Compare(a.Old, b.Old));
        body.Parties.AddRange(parties);
        book.Check(input);
        input.JudgedOn(PageKeys.Title(unit.Text));
        return body;
    }
}
