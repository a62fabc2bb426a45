using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The order of the lines of vouchers, and of what pages hold of them.</summary>
internal static class TicketOrder
{
    /// <summary>By (side, tax, unit).</summary>
    public static int Compare(TicketLine left, TicketLine right) => Compare((left.Side, left.Tax, left.UnitCode), (right.Side, right.Tax, right.UnitCode));

    /// <summary>By (number, side, tax, unit).</summary>
    public static int Compare(TicketState left, TicketState right)
    {
        var order = string.CompareOrdinal(left.Number, right.Number);
        return order != 0 ? order : Compare((left.Side, left.Tax, left.UnitCode), (right.Side, right.Tax, right.UnitCode));
    }

    /// <summary>By (number, side, tax, unit).</summary>
    public static int Compare(Refund left, Refund right)
    {
        var order = string.CompareOrdinal(left.Number, right.Number);
        return order != 0 ? order : Compare((left.Side, left.Tax, left.UnitCode), (right.Side, right.Tax, right.UnitCode));
    }

    private static int Compare((TaxSide Side, TaxKind Tax, string Unit) left, (TaxSide Side, TaxKind Tax, string Unit) right)
    {
        var order = left.Side.CompareTo(right.Side);
        order = order != 0 ? order : left.Tax.CompareTo(right.Tax);
        return order != 0 ? order : string.CompareOrdinal(left.Unit, right.Unit);
    }
}
