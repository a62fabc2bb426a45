using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of an opening entry.</summary>
internal static class OpeningShape
{
    private const uint LargestUse = 9_999;
    private const uint LastTitleRight = 18;
    private const uint OtherRight = 99;
    private const uint LargestNature = 999;
    private const uint MostFloors = 200;

    public static void Check(Shape shape, Opening? opening, bool legacyCertificates)
    {
        if (!shape.Required(opening, "opening"))
            return;
        var unit = shape.Unit(opening.UnitCode, "opening.unit_code");
        shape.Identifier<BusinessNumber>(opening.BusinessNumber, "opening.business_number");

        // Codes 1 to 18 of table A.8 are ownership and use rights; 19 and above are encumbrances and others.
        if (opening.RightType is 0 or > LastTitleRight and not OtherRight)
            shape.Fault(Shape.C69, "opening.right_type", opening.RightType, new("权利类型代码1至18或99", "right type 1 to 18 or 99 of table A.8"));
        if (opening.Use == 0)
            shape.Fault(Shape.C69, "opening.use", opening.Use, new("规划用途代码", "a code of planned use"));
        shape.Code(opening.Use, LargestUse, "opening.use");
        shape.AreaValue(opening.Area, "opening.area");
        shape.Known(opening.CoOwnership, "opening.co_ownership", zeroIsUnspecified: false);
        Owners(shape, opening, legacyCertificates);
        if (unit)
            Parcels(shape, opening);
    }

    /// <summary>What the book of profile 2 says besides: natures, land term, areas, floors, the cadastre's number.</summary>
    public static void CheckBook(Shape shape, Opening opening, string path)
    {
        shape.Code(opening.LandNature, LargestNature, path + ".land_nature");
        shape.Code(opening.HouseNature, LargestNature, path + ".house_nature");
        if (opening.LandTermEnd != 0)
            shape.Date(opening.LandTermEnd, path + ".land_term_end");
        shape.AreaValue(opening.InnerArea, path + ".inner_area");
        shape.AreaValue(opening.SharedArea, path + ".shared_area");
        shape.Code(opening.Floor, MostFloors, path + ".floor");
        shape.Code(opening.TotalFloors, MostFloors, path + ".total_floors");
        if (opening.TotalFloors != 0 && opening.Floor > opening.TotalFloors)
            shape.Fault(Shape.C69, path + ".floor", opening.Floor, new("不高于总层数", "a floor of the building"));
        if (opening.Completion != 0)
            shape.Date(opening.Completion, path + ".completion");
        if (!opening.CadastralId.IsEmpty)
            shape.Hash(opening.CadastralId, path + ".cadastral_id");
        LandOwners(shape, opening, path + ".land_owners");
        if (UnitCode.TryParse(opening.UnitCode, DivisionPrefixes.Any, out var unit, out _)
            && opening.Parcels.FirstOrDefault(parcel => !parcel.StartsWith(unit.Division, StringComparison.Ordinal)) is { } strange)
        {
            shape.Fault(Shape.F01, path + ".parcels", strange, new($"本单元行政区划{unit.Division}的宗地", $"a parcel of the unit's own division {unit.Division}"));
        }
    }

    private static void LandOwners(Shape shape, Opening opening, string path)
    {
        var sound = true;
        for (var i = 0; i < opening.LandOwners.Count; i++)
            sound &= shape.PartyValue(opening.LandOwners[i], $"{path}[{i}]");
        if (sound)
            shape.Sorted(opening.LandOwners, PartyOrder.Compare, path, mayBeEmpty: true);
    }

    private static void Owners(Shape shape, Opening opening, bool legacyCertificates)
    {
        var sound = true;
        for (var i = 0; i < opening.Owners.Count; i++)
        {
            var path = $"opening.owners[{i}]";
            var owner = opening.Owners[i];
            sound &= shape.PartyValue(owner.Party, path + ".party");
            if (owner.Share is not null)
                shape.ShareValue(owner.Share, path + ".share");
            shape.Group(owner.Group, path + ".group");
            shape.Certificate(owner.Certificate, CertificateKind.Title, legacyCertificates, path + ".certificate");
        }

        if (sound)
            shape.Sorted(opening.Owners, PartyOrder.Compare, "opening.owners");
    }

    private static void Parcels(Shape shape, Opening opening)
    {
        var unit = UnitCode.Parse(opening.UnitCode);
        for (var i = 0; i < opening.Parcels.Count; i++)
        {
            var path = $"opening.parcels[{i}]";
            if (shape.Unit(opening.Parcels[i], path) && !UnitCode.Parse(opening.Parcels[i]).IsParcel)
                shape.Fault(Shape.F01, path, opening.Parcels[i], new("宗地单元号（W00000000）", "the code of a parcel, ending in W00000000"));
        }

        shape.Sorted(opening.Parcels, string.CompareOrdinal, "opening.parcels", mayBeEmpty: true);
        var derived = unit.ParcelUnit.ToString();
        if (unit.IsParcel ? opening.Parcels.Count > 0 : !opening.Parcels.Contains(derived))
        {
            shape.Fault(
                Shape.F01,
                "opening.parcels",
                string.Join(", ", opening.Parcels),
                unit.IsParcel ? new("空：单元本身即宗地", "nothing: the unit is a parcel itself")
                    : new($"包含所在宗地{derived}", $"the parcel the unit stands on, {derived}, among them"));
        }
    }
}
