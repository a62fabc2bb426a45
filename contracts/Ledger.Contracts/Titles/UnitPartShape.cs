using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of a unit that comes to be by a split or a merger.</summary>
internal static class UnitPartShape
{
    private const uint LargestUse = 9_999;
    private const uint HighestFloor = 999;

    public static bool Check(Shape shape, UnitPart? part, string path)
    {
        if (!shape.Required(part, path))
            return false;
        var sound = shape.Unit(part.UnitCode, path + ".unit_code");
        shape.Identifier<BusinessNumber>(part.BusinessNumber, path + ".business_number");
        if (part.Area == 0)
            shape.Fault(Shape.C69, path + ".area", part.Area, new("测绘面积", "the area by the survey"));
        shape.AreaValue(part.Area, path + ".area");
        shape.AreaValue(part.InnerArea, path + ".inner_area");
        shape.AreaValue(part.SharedArea, path + ".shared_area");
        if (part.Use == 0)
            shape.Fault(Shape.C69, path + ".use", part.Use, new("规划用途代码", "a code of planned use"));
        shape.Code(part.Use, LargestUse, path + ".use");
        shape.Code(part.Floor, HighestFloor, path + ".floor");
        RenewalShape.Check(shape, part.Certificates, path + ".certificates");
        return sound;
    }
}
