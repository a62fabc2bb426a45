using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>不动产分割变更登记</summary>
internal sealed class SplitUnitForm()
    : ActForm<SplitUnitRequest, UnitSplit>("title", "split", new("不动产分割变更登记", "record the split of a unit"))
{
    public override string Example => $"ledger title split --file parts.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } = [.. Recordings.Options, ActOptions.Unit, ActOptions.Business];

    protected override UnitSplit Read(ActReader input, SplitUnitRequest request)
    {
        var unit = input.Unit(request.UnitCode, "unit_code");
        var body = new UnitSplit
        {
            Recording = input.Recording(request.Recording),
            UnitCode = unit?.Text ?? "",
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Survey = input.Hash(request.Survey, "survey"),
        };
        input.Count(request.Parts.Count, "parts");
        var parts = input.Units(request.Parts, static part => part.UnitCode, "parts");
        body.Parts.AddRange(parts.Select(static part => part.Reader.Part(part.Unit, part.Input)));
        if (unit is null)
            return body;

        body.Parties.AddRange(input.Persons(request.Parties, [unit, .. parts.Select(static part => part.Unit)]));
        input.Names(unit.Text);
        input.JudgedOn(PageKeys.Title(unit.Text));
        return body;
    }
}
