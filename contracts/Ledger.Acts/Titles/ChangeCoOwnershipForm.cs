using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>共有性质变更登记</summary>
internal sealed class ChangeCoOwnershipForm()
    : ActForm<ChangeCoOwnershipRequest, CoOwnershipChanged>("title", "co-ownership", new("共有性质变更登记", "change how the same owners hold a unit"))
{
    public override string Example => $"ledger title co-ownership --file owners.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        new("--co-ownership", "co_ownership", new("single、joint、shares 或 groups", "single, joint, shares or groups")),
    ];

    protected override CoOwnershipChanged Read(ActReader input, ChangeCoOwnershipRequest request)
    {
        var unit = input.Unit(request.UnitCode, "unit_code");
        var body = new CoOwnershipChanged
        {
            Recording = input.Recording(request.Recording),
            UnitCode = unit?.Text ?? "",
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            CoOwnership = input.Known(request.CoOwnership, "co_ownership", zeroIsUnspecified: false),
            BetweenSpouses = request.BetweenSpouses,
            Epoch = unit?.Epoch ?? 0,
        };
        input.Count(request.Owners.Count, "owners");
        input.Count(request.Signing.Count, "signing");
        if (unit is null)
            return body;

        body.Owners.AddRange(input.Holders(unit, request.Owners, "owners", "owner"));
        var signing = request.Signing.Select((party, i) => input.At(input.Party(party, $"signing[{i}]", $"signing.{i}", named: false), unit)).ToList();
        signing.Sort(PartyOrder.Compare);
        body.Signing.AddRange(signing);
        input.Names(unit.Text);
        input.JudgedOn(PageKeys.Title(unit.Text));
        return body;
    }
}
