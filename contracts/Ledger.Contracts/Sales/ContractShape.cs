using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of the units and parties of a contract, or of an instrument.</summary>
internal static class ContractShape
{
    /// <summary>Each party has one stake in a unit.</summary>
    public static readonly Comparison<Stake> OneStakeEach = static (a, b) => a.Party.CompareTo(b.Party);

    /// <summary>A party has one stake for each group it is in: who holds in two groups sells by two stakes (F-06).</summary>
    public static readonly Comparison<Stake> OneStakePerGroup =
        static (a, b) => a.Party.CompareTo(b.Party) is not 0 and var order ? order : a.Group.CompareTo(b.Group);

    /// <summary>Checks the units and both sides, each side with the name of its field.</summary>
    /// <param name="shape">Where faults go.</param>
    /// <param name="units">The units.</param>
    /// <param name="givers">Who gives, and the field.</param>
    /// <param name="takers">Who takes, and the field.</param>
    /// <param name="giving">How the stakes of who gives are sorted; <see cref="OneStakePerGroup"/> from profile 2 on.</param>
    public static void CheckUnits(
        Shape shape,
        RepeatedField<ContractUnit> units,
        (RepeatedField<PartyAcrossUnits> Parties, string Path) givers,
        (RepeatedField<PartyAcrossUnits> Parties, string Path) takers,
        Comparison<Stake>? giving = null)
    {
        var sound = true;
        for (var i = 0; i < units.Count; i++)
        {
            var unit = units[i];
            var path = $"units[{i}]";
            sound &= shape.Unit(unit.UnitCode, path + ".unit_code");
            shape.ShareValue(unit.Share, path + ".share");
            shape.AreaValue(unit.Area, path + ".area");
            Stakes(shape, unit.Sellers, givers.Parties.Count, path + ".sellers", giving ?? OneStakePerGroup);
            shape.Known(unit.BuyerCoOwnership, path + ".buyer_co_ownership", zeroIsUnspecified: false);
            Stakes(shape, unit.Buyers, takers.Parties.Count, path + ".buyers", OneStakeEach);
            for (var j = 0; j < unit.Buyers.Count; j++)
            {
                if (unit.Buyers[j].NotSigning)
                    shape.Fault(Shape.C69, $"{path}.buyers[{j}].not_signing", true, new("买受人均须签署", "nothing: every buyer signs"));
            }

            Land(shape, unit.Land, path + ".land");
        }

        if (sound)
            shape.Sorted(units, (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "units");
        shape.PartyList(givers.Parties, units.Count, givers.Path);
        shape.PartyList(takers.Parties, units.Count, takers.Path);
        EveryoneHasPart(shape, givers.Parties.Count, units.SelectMany(unit => unit.Sellers), givers.Path);
        EveryoneHasPart(shape, takers.Parties.Count, units.SelectMany(unit => unit.Buyers), takers.Path);
    }

    private static void Stakes(Shape shape, RepeatedField<Stake> stakes, int parties, string path, Comparison<Stake> order)
    {
        for (var i = 0; i < stakes.Count; i++)
        {
            if (stakes[i].Party >= parties)
                shape.Fault(Shape.C69, $"{path}[{i}].party", stakes[i].Party, new($"小于{parties}的当事人序号", $"the index of a party, below {parties}"));
            shape.Group(stakes[i].Group, $"{path}[{i}].group");

            // The whole is written by leaving the share out: one meaning has one spelling.
            if (stakes[i].Share is { } share && shape.ShareValue(share, $"{path}[{i}].share") && share.Read() == Share.One)
                shape.Fault(Shape.C69, $"{path}[{i}].share", share.Read(), new("空：全部无需份额", "nothing: the whole is stated without a share"));
        }

        shape.Sorted(stakes, order, path);
    }

    private static void Land(Shape shape, RepeatedField<LandShare> land, string path)
    {
        if (land.Count > shape.MaximumItems)
            shape.Fault(Shape.C69, path, land.Count, new($"不超过{shape.MaximumItems}项", $"at most {shape.MaximumItems} items"));
        for (var i = 0; i < land.Count; i++)
        {
            if (land[i].Parcel.Length > 0)
                shape.Identifier<ParcelCode>(land[i].Parcel, $"{path}[{i}].parcel");
            if (land[i].Share is { } share)
                shape.ShareValue(share, $"{path}[{i}].share");
            shape.AreaValue(land[i].Area, $"{path}[{i}].area");
        }
    }

    private static void EveryoneHasPart(Shape shape, int parties, IEnumerable<Stake> stakes, string path)
    {
        var named = stakes.Select(stake => stake.Party).ToHashSet();
        for (var i = 0; i < parties; i++)
        {
            if (!named.Contains((uint)i))
                shape.Fault(Shape.C69, $"{path}[{i}]", null, new("至少在一个单元中有份的当事人", "a party with part in at least one unit"));
        }
    }
}
