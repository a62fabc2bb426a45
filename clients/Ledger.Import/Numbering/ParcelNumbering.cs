using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// Codes under 441900 for what the import allots. One cadastral district (900) whose sub-districts are used one after the other:
/// 999 sub-districts of 99,999 parcels, and on each parcel 9,999 buildings of 9,999 units. Sub-district 000 is left out, so no
/// code is a virtual one.
/// </summary>
internal static class ParcelNumbering
{
    private const string District = "441900900";
    private const int Serials = 99_999;
    private const int SubDistricts = 999;
    private const int UnitsPerBuilding = 9_999;

    /// <summary>Parcels there are.</summary>
    public const int Parcels = SubDistricts * Serials;

    /// <summary>Units there are on one parcel.</summary>
    public const int UnitsPerParcel = UnitsPerBuilding * UnitsPerBuilding;

    /// <summary>The parcel of a number, 19 characters.</summary>
    /// <param name="number">From 0, below <see cref="Parcels"/>.</param>
    public static string Parcel(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Parcels);
        return $"{District}{(number / Serials) + 1:D3}GB{(number % Serials) + 1:D5}";
    }

    /// <summary>The parcel as a unit, 28 characters.</summary>
    public static string ParcelUnit(string parcel) => UnitCode.OfParcel(ParcelCode.Parse(parcel)).ToString();

    /// <summary>A building's unit on a parcel, 28 characters.</summary>
    /// <param name="parcel">The parcel, 19 characters.</param>
    /// <param name="number">From 0, below <see cref="UnitsPerParcel"/>.</param>
    public static string Unit(string parcel, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, UnitsPerParcel);
        return $"{parcel}F{(number / UnitsPerBuilding) + 1:D4}{(number % UnitsPerBuilding) + 1:D4}";
    }
}
