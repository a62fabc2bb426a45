using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-51 房地一体, at first registration: the parcel that a building stands on has a live title of the same holder, unless a court
/// ordered the registration. An organisation stands in clear; a person is another token under the parcel, which the event names.
/// </summary>
internal static class LandOfBuilding
{
    public static readonly Rule C51 = LandGoesAlong.C51 with { Aspect = "first registration" };

    /// <summary>Checks the parcel that the unit's own code names.</summary>
    public static void Check(Judgement judgement, Opening opening, PageView<TitlePage>? land, FirstBasis basis, string path)
    {
        if (land is null || basis == FirstBasis.Court)
            return;
        var stated = opening.LandOwners.Count > 0 ? opening.LandOwners.ToList() : opening.Owners.Select(owner => owner.Party).Distinct().ToList();
        if (land.Body is not { Status: TitleStatus.Registered } title)
        {
            Fail(judgement, opening, land, stated, path, new("所在宗地没有现势土地权利", "the parcel it stands on has no live title"));
            return;
        }

        if (!title.Owners.Select(owner => owner.Party).ToHashSet().SetEquals(stated))
        {
            Fail(judgement, opening, land, stated, path, new("房屋权利人与所在宗地权利人不一致", "the parcel it stands on belongs to another"));
        }
        else if (opening.Owners.Count > 0 && !Organisations(stated).SetEquals(Organisations(opening.Owners.Select(owner => owner.Party))))
        {
            Fail(judgement, opening, land, stated, path, new("作为权利人的单位与宗地权利人不一致", "the organisations that own it are not those that hold the parcel"));
        }
    }

    private static HashSet<string> Organisations(IEnumerable<Party> parties)
        => [.. parties.Select(static party => party.CreditCode).Where(static code => code.Length > 0)];

    private static void Fail(Judgement judgement, Opening opening, PageView<TitlePage> land, IEnumerable<Party> stated, string path, Wording what)
        => judgement.Fail(
            C51,
            new($"单元{opening.UnitCode}：{what.Chinese}", $"unit {opening.UnitCode}: {what.English}"),
            new("请先办理该宗地的首次登记或转移；权利人为自然人的，在“宗地权利人”（land_owners）中再列出本人及证件号码",
                "register or transfer the parcel first; of persons state who holds the parcel once more, with their papers (land_owners)"),
            Labels.InEvent(new("权利人（宗地）", "owners, as the parcel sees them"), Labels.Parties(stated), path + ".land_owners"),
            land.Says(new("宗地权利人", "holders of the parcel"), land.Body is { } page ? Labels.Parties(page.Owners.Select(owner => owner.Party)) : null));
}
