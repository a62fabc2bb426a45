using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ledger.Tests;

/// <summary>
/// With LEDGER_CULTURE=hostile every thread of a test program writes numbers and dates as no reader of ours expects them: what
/// depends on the culture shows.
/// </summary>
internal static class HostileCulture
{
#pragma warning disable CA2255 // A test program is an application.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Set()
    {
        if (Environment.GetEnvironmentVariable("LEDGER_CULTURE") != "hostile")
            return;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NumberGroupSizes = [2];
        culture.DateTimeFormat.DateSeparator = ".";
        culture.DateTimeFormat.TimeSeparator = "h";
        culture.DateTimeFormat.ShortDatePattern = "d/M/yy";
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = culture;
    }
}
