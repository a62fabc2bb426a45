using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What a title's planned use means to the rules.</summary>
internal static class TitleUse
{
    /// <summary>Whether the unit is a home by its planned use.</summary>
    public static bool IsResidential(this TitlePage title, City city) => city.ResidentialUses.Contains(title.Use);
}
