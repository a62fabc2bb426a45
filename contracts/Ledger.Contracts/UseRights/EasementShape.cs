using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of what the acts on an easement have in common: two units, each with its business number.</summary>
internal static class EasementShape
{
    /// <summary>Two different units; with their holders where the easement is registered.</summary>
    public static void Units(Shape shape, EasementUnit? servient, EasementUnit? dominant, bool withHolders)
    {
        if (!(Unit(shape, servient, "servient", withHolders) & Unit(shape, dominant, "dominant", withHolders)))
            return;
        if (servient!.UnitCode == dominant!.UnitCode)
            shape.Fault(Shape.C69, "dominant.unit_code", dominant.UnitCode, new("与供役地不同的单元", "a unit other than the servient one"));
        if (servient.BusinessNumber == dominant.BusinessNumber)
        {
            shape.Fault(
                Shape.C69,
                "dominant.business_number",
                dominant.BusinessNumber,
                new("与供役地不同的业务号", "a business number other than the servient unit's"));
        }
    }

    private static bool Unit(Shape shape, EasementUnit? unit, string path, bool withHolders)
    {
        if (!shape.Required(unit, path))
            return false;
        shape.Unit(unit.UnitCode, path + ".unit_code");
        shape.Identifier<BusinessNumber>(unit.BusinessNumber, path + ".business_number");
        if (withHolders)
            EncumbranceShape.Parties(shape, unit.Holders, path + ".holders");
        else if (unit.Holders.Count > 0 || unit.Epoch != 0)
            shape.Fault(Shape.C69, path + ".holders", unit.Holders.Count, new("不填写", "nothing: a cancellation names no holders"));
        return true;
    }
}
