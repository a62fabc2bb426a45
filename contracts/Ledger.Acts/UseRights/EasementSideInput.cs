using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>One unit of an easement as a request names it.</summary>
/// <param name="Input">What the request says.</param>
/// <param name="Unit">The unit; null after a fault.</param>
/// <param name="BusinessNumber">Its business number.</param>
internal sealed record EasementSideInput(EasementUnitInput Input, ActUnit? Unit, string BusinessNumber)
{
    /// <summary>The unit's code; empty after a fault.</summary>
    public string Code => Unit?.Text ?? "";

    /// <summary>Reads one side.</summary>
    public static EasementSideInput Read(ActReader input, EasementUnitInput? asked, string field)
    {
        var stated = input.Required(asked, field);
        var side = input.In(field);
        var unit = side.Unit(stated.UnitCode, "unit_code");
        side.Names(unit?.Text ?? "");
        return new(stated, unit, side.Text<BusinessNumber>(stated.BusinessNumber, "business_number"));
    }
}
