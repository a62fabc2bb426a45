using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of a change of a unit's details: the fields of its kind and no others.</summary>
internal static class UnitDetailsShape
{
    private const uint LargestCode = 9_999;

    public static void Check(Shape shape, UnitDetailsChanged e)
    {
        shape.Unit(e.UnitCode, "unit_code");
        shape.Identifier<BusinessNumber>(e.BusinessNumber, "business_number");
        shape.Known(e.Kind, "kind");
        RenewalShape.Check(shape, e.Certificates, "certificates");
        if (e.Kind == UnitDetail.Address)
            shape.Identifier<ReasonCode>(e.AddressChange, "address_change");
        if (e.Kind == UnitDetail.Use)
            Stated(shape, e.Use, "use", new("规划用途代码", "a code of planned use"));
        if (e.Kind == UnitDetail.Area)
            Stated(shape, e.Area, "area", new("变更后面积", "the area after the change"));
        if (e.Kind == UnitDetail.LandTerm)
            shape.Date(e.LandTermEnd, "land_term_end");
        if (e.Kind == UnitDetail.Nature)
            Stated(shape, e.LandNature + e.HouseNature, "land_nature", new("权利性质或房屋性质", "nature of the land or of the house"));
        if (e.Kind == UnitDetail.ResaleBar && e.ResaleBarredUntil != 0)
            shape.Date(e.ResaleBarredUntil, "resale_barred_until");
        shape.Code(e.Use, LargestCode, "use");
        shape.Code(e.LandNature, LargestCode, "land_nature");
        shape.Code(e.HouseNature, LargestCode, "house_nature");
        shape.AreaValue(e.Area, "area");
        shape.AreaValue(e.InnerArea, "inner_area");
        shape.AreaValue(e.SharedArea, "shared_area");
        OfKind(shape, e);
    }

    private static void Stated(Shape shape, ulong value, string path, Wording wanted)
    {
        if (value == 0)
            shape.Fault(Shape.C69, path, value, wanted);
    }

    private static void OfKind(Shape shape, UnitDetailsChanged e)
    {
        Only(shape, e.Kind, UnitDetail.Address, e.AddressChange.Length > 0, "address_change");
        Only(shape, e.Kind, UnitDetail.Use, e.Use != 0, "use");
        Only(shape, e.Kind, UnitDetail.Area, e.Area != 0, "area");
        Only(shape, e.Kind, UnitDetail.Area, e.InnerArea != 0, "inner_area");
        Only(shape, e.Kind, UnitDetail.Area, e.SharedArea != 0, "shared_area");
        Only(shape, e.Kind, UnitDetail.LandTerm, e.LandTermEnd != 0, "land_term_end");
        Only(shape, e.Kind, UnitDetail.Nature, e.LandNature != 0, "land_nature");
        Only(shape, e.Kind, UnitDetail.Nature, e.HouseNature != 0, "house_nature");
        Only(shape, e.Kind, UnitDetail.ResaleBar, e.ResaleBarredUntil != 0, "resale_barred_until");
    }

    private static void Only(Shape shape, UnitDetail kind, UnitDetail owner, bool stated, string path)
    {
        if (stated && kind != owner)
        {
            var name = CodeNames.Of(owner)!;
            shape.Fault(Shape.C69, path, CodeNames.Of(kind)?.English, new($"仅{name.Chinese}变更填写", $"nothing: only a change of {name.English} states it"));
        }
    }
}
