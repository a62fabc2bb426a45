using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>The form of what the acts on an easement have in common: two units, each with its business number.</summary>
internal static class EasementShape
{
    public static void Units(Shape shape, string servientUnit, string servientNumber, string dominantUnit, string dominantNumber)
    {
        shape.Unit(servientUnit, "servient_unit");
        shape.Identifier<BusinessNumber>(servientNumber, "servient_business_number");
        shape.Unit(dominantUnit, "dominant_unit");
        shape.Identifier<BusinessNumber>(dominantNumber, "dominant_business_number");
        if (servientUnit == dominantUnit)
            shape.Fault(Shape.C69, "dominant_unit", dominantUnit, new("与供役地不同的单元", "a unit other than the servient one"));
        if (servientNumber == dominantNumber)
            shape.Fault(Shape.C69, "dominant_business_number", dominantNumber, new("与供役地不同的业务号", "a business number other than the servient unit's"));
    }
}
