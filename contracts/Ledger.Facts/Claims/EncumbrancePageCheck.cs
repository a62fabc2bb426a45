using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// What a reader asks of an encumbrance page before it draws a claim from it. The quorum vouches for the page; these
/// checks catch a page that answers another question than the one asked.
/// </summary>
internal static class EncumbrancePageCheck
{
    /// <summary>The first contradiction, or null.</summary>
    public static Wording? Fault(UnitCode unit, EncumbrancePage page)
    {
        if (page.UnitCode != unit.ToString())
            return new($"负担页属于{page.UnitCode}，应为{unit}", $"the encumbrance page is of {page.UnitCode}, wanted {unit}");

        if (!Enum.IsDefined(page.Origin))
            return new($"{unit}的来源{(int)page.Origin}未知", $"{unit}: origin {(int)page.Origin} is unknown");

        return SinceFault(unit, page) ?? ParcelsFault(unit, page);
    }

    /// <summary>Profile 1 states one day for its kinds, profile 2 a day per kind; a page may have both.</summary>
    private static Wording? SinceFault(UnitCode unit, EncumbrancePage page)
    {
        if ((page.Kinds.Count > 0 || page.Since.Count == 0) && page.Origin != Origin.NotOpened && !Day.TryFromNumber(page.CompleteSince, out _, out _))
            return new($"{unit}缺少有效的完整起始日", $"{unit}: no valid day since which the page is complete");

        if (page.Kinds.Concat(page.Since.Select(static since => since.Kind)).Any(k => !Enum.IsDefined(k) || k == EncumbranceKind.Unspecified))
            return new($"{unit}列有未知的负担种类", $"{unit}: a kind of encumbrance is unknown");

        if (page.Origin != Origin.NotOpened && page.Kinds.Count == 0 && page.Since.Count == 0)
            return new($"{unit}未列出所记载的负担种类", $"{unit}: no kinds of encumbrance are recorded");

        for (var i = 0; i < page.Since.Count; i++)
        {
            if (!Day.TryFromNumber(page.Since[i].Day, out _, out _) || (i > 0 && page.Since[i - 1].Kind >= page.Since[i].Kind))
                return new($"{unit}各种类的完整起始日无效或次序有误", $"{unit}: a day since which a kind is complete is not valid or out of order");
        }

        return null;
    }

    private static Wording? ParcelsFault(UnitCode unit, EncumbrancePage page)
    {
        if (unit.IsParcel)
        {
            return page.Parcels.Count == 0
                ? null
                : new($"{unit}为宗地，不应列有所在宗地", $"{unit} is a parcel and lists parcels it stands on");
        }

        string? previous = null;
        foreach (var code in page.Parcels)
        {
            if (!UnitCode.TryParse(code, DivisionPrefixes.Any, out var parcel, out _) || !parcel.IsParcel
                || string.CompareOrdinal(previous, code) >= 0)
            {
                return new($"{unit}的所在宗地“{code}”无效或次序有误", $"{unit}: parcel '{code}' is not valid or out of order");
            }

            previous = code;
        }

        return page.Parcels.Contains(unit.ParcelUnit.ToString())
            ? null
            : new($"{unit}的所在宗地缺少{unit.ParcelUnit}", $"{unit}: parcel {unit.ParcelUnit} is not among those it stands on");
    }
}
