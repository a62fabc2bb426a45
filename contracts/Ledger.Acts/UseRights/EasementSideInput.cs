using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>One unit of an easement as a request names it.</summary>
internal static class EasementSideInput
{
    /// <summary>Reads one side.</summary>
    /// <param name="input">Reads the act.</param>
    /// <param name="asked">The side.</param>
    /// <param name="field">Its field.</param>
    /// <param name="holder">Name of a holder within the document; null where no holders are stated.</param>
    public static EasementUnit EasementSide(this ActReader input, EasementUnitInput? asked, string field, string? holder)
    {
        var stated = input.Required(asked, field);
        var side = input.In(field);
        var unit = side.Unit(stated.UnitCode, "unit_code");
        side.Names(unit?.Text ?? "");
        var read = new EasementUnit { UnitCode = unit?.Text ?? "", BusinessNumber = side.Text<BusinessNumber>(stated.BusinessNumber, "business_number") };
        if (holder is null)
            return read;
        read.Holders.AddRange(side.PartiesAt(unit, stated.Holders, "holders", holder));
        read.Epoch = unit?.Epoch ?? 0;
        return read;
    }
}
