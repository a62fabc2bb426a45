using Google.Protobuf.Collections;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <content>The forms of parcels and buildings.</content>
internal sealed partial class Shape
{
    /// <summary>The code of a parcel.</summary>
    public bool ParcelUnit(string code, string path)
    {
        if (!Unit(code, path))
            return false;
        if (UnitCode.Parse(code).IsParcel)
            return true;
        Fault(F01, path, code, new("宗地单元号（W00000000）", "the code of a parcel, ending in W00000000"));
        return false;
    }

    /// <summary>Buildings of this city, sorted, all on one parcel where it is known.</summary>
    public void Buildings(RepeatedField<string> buildings, string? parcel, string path, bool mayBeEmpty = false)
    {
        var sound = true;
        for (var i = 0; i < buildings.Count; i++)
        {
            var at = $"{path}[{i}]";
            if (!Identifier<BuildingCode>(F01, buildings[i], at))
            {
                sound = false;
            }
            else if (parcel is not null && !buildings[i].StartsWith(parcel, StringComparison.Ordinal))
            {
                Fault(F01, at, buildings[i], new($"宗地{parcel}上的幢", $"a building on parcel {parcel}"));
                sound = false;
            }
        }

        if (sound)
            Sorted(buildings, string.CompareOrdinal, path, mayBeEmpty);
    }
}
