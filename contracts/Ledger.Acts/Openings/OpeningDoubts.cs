using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>What is doubtful in the opening of a unit: a right that does not fit it, a use of no classification, land never opened.</summary>
internal static class OpeningDoubts
{
    /// <summary>Rights to land alone, and rights to land with what stands on it.</summary>
    private static readonly uint[] Land = [1, 2, 3, 5, 7, 9, 11, 13, 14, 15, 17, 99];
    private static readonly uint[] LandAndFixture = [4, 6, 8, 10, 12, 16, 18, 94, 99];

    public static void Add(Doubts doubts, Opening opening, string path)
    {
        if (!UnitCode.TryParse(opening.UnitCode, DivisionPrefixes.Any, out var unit, out _))
            return;
        Right(doubts, unit, opening.RightType, path + ".right_type");
        Use(doubts, unit, opening.Use, path + ".use");
        foreach (var parcel in opening.Parcels)
            Parcel(doubts, parcel, path + ".parcels");
    }

    public static void Right(Doubts doubts, UnitCode unit, uint right, string path)
    {
        if ((unit.IsParcel ? Land : LandAndFixture).Contains(right))
            return;
        doubts.Add(
            path,
            $"权利类型{right}与{(unit.IsParcel ? "宗地" : "定着物")}单元不符",
            $"right type {right} does not fit a unit that is {(unit.IsParcel ? "a parcel" : "more than a parcel")}");
    }

    public static void Use(Doubts doubts, UnitCode unit, uint use, string path)
    {
        if (!IsUse(use, unit))
            doubts.Add(path, $"用途代码{use}不在用途分类中", $"the use {use} is in no classification of uses");
    }

    public static void Parcel(Doubts doubts, string parcel, string path)
    {
        if (!doubts.IsOpened(parcel))
            doubts.Add(path, $"所在宗地{parcel}从未在本账本开簿", $"the parcel {parcel} was never opened on this ledger");
    }

    /// <summary>
    /// Land: GB/T 21010, 0101 to 1299 without the leading zero, or the code of the house it was made for. What stands on it: planned
    /// uses of houses, two digits from 10 to 89, with a third for their kinds.
    /// </summary>
    private static bool IsUse(uint use, UnitCode unit)
        => use is >= 10 and <= 89 || (unit.IsParcel ? use is >= 101 and <= 1299 : use is >= 100 and <= 899);
}
