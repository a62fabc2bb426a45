using System.Collections.Frozen;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-64 不得抵押财产: schools, hospitals and other facilities of public welfare, property in dispute, land owned collectively and
/// homesteads are not mortgaged (CC 399).
/// </summary>
internal static class MayBeMortgaged
{
    public static readonly Rule C64 = Rule.Reject("C-64", "不得抵押财产", "public-welfare or disputed property", "民法典 399");

    // 权利类型 A.8: 1 collective land ownership; 5, 6 homestead without and with a house.
    private static readonly FrozenSet<uint> Unmortgageable = FrozenSet.ToFrozenSet([1u, 5u, 6u]);

    public static void Check(Judgement judgement, UnitMortgage unit)
    {
        if (unit.Title.Body is { } title)
        {
            if (judgement.City.PublicWelfareUses.Contains(title.Use))
            {
                Fail(judgement, unit, new("学校、医院等公益设施不得抵押", "facilities of schools, hospitals and public welfare are not mortgaged"),
                    unit.Title.Says(new("规划用途", "planned use"), title.Use));
            }

            if (Unmortgageable.Contains(title.RightType))
            {
                Fail(judgement, unit, new("集体土地所有权和宅基地使用权不得抵押", "land owned collectively and homesteads are not mortgaged"),
                    unit.Title.Says(new("权利类型", "right type"), Labels.Text(RightTypes.Table.NameOf(title.RightType))));
            }
        }

        var today = judgement.Today.Number;
        foreach (var dispute in (unit.Pages.Encumbrances.Body?.Locks ?? []).Where(
            row => row.Kind == LockKind.Dispute && row.Ended == 0 && row.From <= today && (row.Until == 0 || today < row.Until)))
        {
            Fail(judgement, unit, new("所有权有争议的财产不得抵押", "property in dispute is not mortgaged"),
                unit.Pages.Encumbrances.Says(CourtDocumentNumber.Name, dispute.DocumentNumber));
        }
    }

    private static void Fail(Judgement judgement, UnitMortgage unit, Wording what, Chain.FindingValue value)
        => judgement.Fail(
            C64,
            new($"单元{unit.Code}：{what.Chinese}", $"unit {unit.Code}: {what.English}"),
            new("该财产不能作为抵押物", "this property cannot be mortgaged"),
            value);
}
