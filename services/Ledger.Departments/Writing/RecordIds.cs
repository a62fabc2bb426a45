using System.Globalization;

namespace Ledger.Departments;

/// <summary>Record numbers as callers see them.</summary>
internal static class RecordIds
{
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number; null for a text that is no id.</summary>
    public static long? Read(string id)
        => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Of(number) == id ? number : null;
}
