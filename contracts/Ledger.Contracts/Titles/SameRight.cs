using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-81 for a merger: one right of the same owners with the same shares, on land of the same nature.</summary>
internal static class SameRight
{
    public static readonly Rule C81 = Lineage.C81 with { Aspect = "same right" };

    public static void Check(Judgement judgement, UnitMergedCase loaded)
    {
        var first = loaded.Units[0].Title.Body!;
        var owners = Owners(first, loaded.PartiesOf(0));
        for (var i = 1; i < loaded.Units.Count; i++)
        {
            var title = loaded.Units[i].Title.Body!;
            var same = owners.SetEquals(Owners(title, loaded.PartiesOf(i)));
            if (same && title.CoOwnership == first.CoOwnership && title.RightType == first.RightType && title.LandNature == first.LandNature)
                continue;
            judgement.Fail(
                C81,
                same ? new("合并单元的权利类型、土地性质或共有方式不同", "the units differ in right type, nature of the land or co-ownership")
                    : new("合并单元的权利人或其份额不同", "the units differ in owners or shares"),
                new("只有同一权利人以相同份额持有、土地性质相同的单元可以合并",
                    "only units of the same owners with the same shares, on land of the same nature, become one"),
                [.. Says(loaded.Units[0].Title), .. Says(loaded.Units[i].Title)]);
        }
    }

    // Groups have no names: a holding is its share and who holds it.
    private static HashSet<string> Owners(TitlePage title, CarriedParties parties)
        => [.. Holding.Of(title.CoOwnership, title.Owners).Select(holding
            => $"{holding.Share} {string.Join('+', holding.Rows.Select(row => Name(parties.Of(row.Party))).Order(StringComparer.Ordinal))}")];

    private static string Name(Party party)
        => party.CreditCode.Length > 0 ? party.CreditCode : $"{party.IdentityClass:D}:{Convert.ToHexStringLower(party.Token.Span)}";

    private static Chain.FindingValue[] Says(PageView<TitlePage> view) =>
    [
        view.Says(new("权利类型", "right type"), RightTypes.Table.NameOf(view.Body!.RightType).Chinese),
        view.Says(new("土地性质", "nature of the land"), view.Body.LandNature),
        view.Says(new("共有方式", "co-ownership"), view.Body.CoOwnership),
        view.Says(new("权利人", "owners"), Labels.Parties(view.Body.Owners.Select(static owner => owner.Party))),
    ];
}
