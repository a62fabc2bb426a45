using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>A unit as it is opened in the book.</summary>
internal static class Openings
{
    public static readonly ActOption Unit = ActOptions.Unit with { Path = "opening.unit_code" };

    /// <summary>Reads the part.</summary>
    public static Opening Opening(this ActReader input, OpeningInput? asked)
    {
        if (asked is null)
        {
            input.Missing("opening");
            return new();
        }

        var part = input.In("opening");
        var unit = part.Unit(asked.UnitCode, "unit_code");
        var opening = new Opening
        {
            UnitCode = unit?.Text ?? "",
            BusinessNumber = part.Text<BusinessNumber>(asked.BusinessNumber, "business_number"),
            RightType = asked.RightType,
            Use = asked.Use,
            Area = part.Area(asked.Area, "area"),
            CoOwnership = part.Known(asked.CoOwnership, "co_ownership", zeroIsUnspecified: false),
            Epoch = unit?.Epoch ?? 0,
            LandNature = asked.LandNature,
            HouseNature = asked.HouseNature,
            LandTermEnd = part.OptionalDayAfter(asked.LandTermLastDay, "land_term_last_day"),
            InnerArea = part.Area(asked.InnerArea, "inner_area"),
            SharedArea = part.Area(asked.SharedArea, "shared_area"),
            Floor = asked.Floor,
            TotalFloors = asked.TotalFloors,
            Completion = part.OptionalDay(asked.Completion, "completion"),
            CadastralId = asked.CadastralId.IsEmpty ? asked.CadastralId : part.Hash(asked.CadastralId, "cadastral_id"),
        };
        part.Count(asked.Owners.Count, "owners");
        if (unit is not null)
        {
            opening.Owners.AddRange(part.Holders(unit, asked.Owners, "owners", "owner"));
            opening.Parcels.AddRange(Parcels(part, unit.Code, asked.FurtherParcels, "further_parcels"));
            opening.LandOwners.AddRange(LandOwners(part, unit.Code, asked.LandOwners));
        }

        part.Names(opening.UnitCode);
        return opening;
    }

    // A person is another token under the land than under what stands on it.
    private static List<Party> LandOwners(ActReader input, UnitCode unit, RepeatedField<PartyInput> asked)
    {
        if (asked.Count == 0 || input.Unit(unit.ParcelUnit.ToString(), "unit_code") is not { } land)
            return [];
        var holders = asked.Select((party, i) => input.At(input.Party(party, $"land_owners[{i}]", $"land_owner.{i}", named: false), land)).ToList();
        holders.Sort(PartyOrder.Compare);
        return holders;
    }

    private static SortedSet<string> Parcels(InputReader input, UnitCode unit, RepeatedField<string> further, string list)
    {
        input.Count(further.Count, list, least: 0);
        var parcels = new SortedSet<string>(StringComparer.Ordinal);
        if (!unit.IsParcel)
            parcels.Add(unit.ParcelUnit.ToString());

        for (var i = 0; i < further.Count; i++)
        {
            if (input.UnitCode(further[i], $"{list}[{i}]") is not { } parcel)
                continue;

            if (!parcel.IsParcel || unit.IsParcel || !parcels.Add(parcel.ToString()))
                input.Fault($"{list}[{i}]", "不是另一宗地的单元代码（…W00000000），每宗地一次，不含本单元的", "it is no code of a further parcel", "a parcel unit (…W00000000) besides the unit's own, each once");
        }

        return parcels;
    }
}
