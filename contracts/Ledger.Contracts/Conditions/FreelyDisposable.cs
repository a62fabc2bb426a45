using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-80 土地性质限制处分: homesteads, collective and farm land, allotted land and policy housing are sold, mortgaged or transferred
/// by exception only, with the approval document, or never; which of both the city's file says.
/// </summary>
internal static class FreelyDisposable
{
    public static readonly Rule C80 = Rule.Except("C-80", "土地性质限制处分", "not freely disposable", "城市房地产管理法 38–40; 土地管理法 62, 63");

    public static readonly Rule C80Never = C80 with { Severity = Severity.Reject, Aspect = "never" };

    // 权利性质 A.9: 划拨.
    private const uint Allotted = 101;

    /// <summary>Checks one unit of a contract, a mortgage or a transfer.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="flow">What is done.</param>
    /// <param name="unit">The unit's pages.</param>
    /// <param name="stated">How the unit is shown.</param>
    public static void Check(Judgement judgement, FlowCode flow, UnitPages unit, Func<Wording, object?, FindingValue> stated)
    {
        foreach (var kind in KindsOf(unit, judgement.City).Where(kind => !Passes(flow, kind)))
        {
            var rule = flow == FlowCode.F218 && kind == LandKind.Collective ? DisposalRule.WithApproval : judgement.City.LandDisposal[kind];
            var name = CodeNames.Of(kind)!;
            judgement.Fail(
                rule == DisposalRule.Never ? C80Never : C80,
                new($"单元{unit.Code}属{name.Chinese}，限制处分", $"unit {unit.Code} is {name.English}, which is not freely disposable"),
                rule switch
                {
                    DisposalRule.Never => new("该类不动产不得以此方式处分", "it cannot be disposed of in this way"),
                    DisposalRule.WithinVillage => new("仅限本集体经济组织成员之间，须经例外批准", "within the village only, by an approved exception"),
                    _ => new("须附批准文件并经例外批准", "an approved exception with the approval document is needed"),
                },
                stated(UnitCode.Name, unit.Code),
                unit.Title.Says(new("权利类型", "right type"), unit.Title.Body?.RightType),
                unit.Title.Says(new("权利性质", "land nature"), unit.Title.Body?.LandNature));
        }
    }

    // A grant disposes of nothing that anybody holds, succession and partition are no trade; a mortgage of allotted land is allowed
    // (CC 397, 城市房地产管理法 48).
    private static bool Passes(FlowCode flow, LandKind kind)
        => flow is FlowCode.F101 or FlowCode.F214 or FlowCode.F216
            || (kind == LandKind.Allotted && (flow == FlowCode.K5 || FlowGroups.IsMortgage(flow)));

    // By the parcel's right in the unit code, and by what the title says.
    private static List<LandKind> KindsOf(UnitPages unit, City city)
    {
        var kinds = new List<LandKind>();
        var parcel = UnitCode.Parse(unit.Code).Parcel;
        var title = unit.Title.Body;
        if (parcel.Right == 'C' || title?.RightType is 5 or 6)
            kinds.Add(LandKind.Homestead);
        else if (parcel.Right is 'D' or 'E' or 'F' || title?.RightType is >= 9 and <= 13)
            kinds.Add(LandKind.Farmland);
        else if (parcel.Ownership == 'J' || title?.RightType is 1 or 7 or 8)
            kinds.Add(LandKind.Collective);
        if (title?.LandNature == Allotted)
            kinds.Add(LandKind.Allotted);
        if (title is not null && city.PolicyHousing.Contains(title.HouseNature))
            kinds.Add(LandKind.PolicyHousing);
        return kinds;
    }
}
