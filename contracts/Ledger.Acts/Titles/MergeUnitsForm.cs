using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>不动产合并变更登记</summary>
internal sealed class MergeUnitsForm()
    : ActForm<MergeUnitsRequest, UnitMerged>("title", "merge", new("不动产合并变更登记", "record the merger of units"))
{
    public override string Example => $"ledger title merge --file units.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
        [.. Recordings.Options, new("--merged", "merged.unit_code", new("合并后的单元代码", "code of the merged unit"))];

    protected override UnitMerged Read(ActReader input, MergeUnitsRequest request)
    {
        var body = new UnitMerged { Recording = input.Recording(request.Recording), Survey = input.Hash(request.Survey, "survey") };
        input.Count(request.Units.Count, "units");
        var units = input.Units(request.Units, static unit => unit.UnitCode, "units");
        foreach (var (unit, asked, row) in units)
        {
            body.Units.Add(new UnitBusiness { UnitCode = unit.Text, BusinessNumber = row.Text<BusinessNumber>(asked.BusinessNumber, "business_number") });
            input.Names(unit.Text);
            input.JudgedOn(PageKeys.Title(unit.Text));
        }

        input.Count(request.Ranks.Count, "ranks", least: 0);
        for (var i = 0; i < request.Ranks.Count; i++)
        {
            var id = input.MortgageId(request.Ranks[i], $"ranks[{i}]");
            input.NameMortgage(id);
            body.Ranks.Add(id);
        }

        var merged = input.Required(request.Merged, "merged");
        var part = input.In("merged");
        if (part.Unit(merged.UnitCode, "unit_code") is not { } comes)
            return body;

        body.Merged = part.Part(comes, merged);
        body.Parties.AddRange(input.Persons(request.Parties, [.. units.Select(static unit => unit.Unit), comes]));
        return body;
    }
}
