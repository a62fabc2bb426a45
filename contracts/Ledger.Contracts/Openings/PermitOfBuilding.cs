using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-12 for a first registration: the pre-sale permit that it names is the one of the house table's row, covers the building and is
/// its owner's, unless a court ordered the registration.
/// </summary>
internal static class PermitOfBuilding
{
    public static readonly Rule C12 = PermitStands.C12 with { Aspect = "first registration" };

    /// <summary>Checks the permit that is stated; none is asked for.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="unit">The unit that is registered.</param>
    /// <param name="permit">The permit's page; null for none stated.</param>
    /// <param name="number">The number stated.</param>
    public static void Check(Judgement judgement, FirstRegistration unit, PageView<PermitPage>? permit, string number)
    {
        if (permit is null)
            return;
        var opening = unit.Opening.Opening;
        if (unit.House.Body is { } house && house.PermitNumber != number)
        {
            Fail(judgement, opening, number, new("与楼盘表所列预售许可不同", "the house table has it under another permit"),
                unit.House.Says(PermitNumber.Name, house.PermitNumber.Length > 0 ? house.PermitNumber : null));
        }

        var buildings = permit.Body?.Buildings.Select(static covered => covered.Building).ToList() ?? [];
        if (unit.Buildings is null || !buildings.Contains(unit.Buildings.Building))
        {
            Fail(judgement, opening, number, new("所列预售许可不含该幢", "the permit stated does not cover its building"),
                permit.Says(new("许可的幢", "buildings permitted"), string.Join(", ", buildings)));
        }

        var owners = opening.Owners.Count > 0 ? opening.Owners.Select(static owner => owner.Party).ToList() : [.. opening.LandOwners];
        if (permit.Body is { } page && unit.Basis != FirstBasis.Court && !owners.Exists(owner => owner.CreditCode == page.Developer))
        {
            Fail(judgement, opening, number, new("权利人不是许可的开发企业", "its owner is not the permit's developer"),
                Labels.InEvent(new("权利人", "owners"), Labels.Parties(owners), unit.Path + ".owners"),
                permit.Says(new("开发企业", "developer"), page.Developer));
        }
    }

    private static void Fail(Judgement judgement, Opening opening, string number, Wording what, params IReadOnlyList<FindingValue> values)
        => judgement.Fail(
            C12,
            new($"单元{opening.UnitCode}：{what.Chinese}", $"unit {opening.UnitCode}: {what.English}"),
            new("请核对预售许可证号；未预售的不填", "check the permit's number; state none for what was not pre-sold"),
            [Labels.InEvent(PermitNumber.Name, number, "permit_number"), .. values]);
}
