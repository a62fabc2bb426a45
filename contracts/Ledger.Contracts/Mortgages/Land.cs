using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>The land that a unit stands on, by the codes of units that stand on pages and were read before.</summary>
internal static class Land
{
    /// <summary>Whether a unit is a parcel itself.</summary>
    public static bool IsParcel(string unitCode) => Read(unitCode).IsParcel;

    /// <summary>Code of the parcel in a unit's code; the unit itself when it is one.</summary>
    public static string Of(string unitCode) => Read(unitCode).ParcelUnit.ToString();

    private static UnitCode Read(string unitCode)
        => UnitCode.TryParse(unitCode, DivisionPrefixes.Any, out var unit, out _) ? unit : throw new InvalidOperationException($"{unitCode} is no unit.");
}
