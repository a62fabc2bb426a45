using System.Globalization;

namespace Ledger.Cli;

/// <summary>Instants as all commands write them: in UTC, to the second.</summary>
internal static class Instants
{
    /// <summary>An instant; a dash for one that no calendar has.</summary>
    public static string Of(ulong milliseconds) => milliseconds > (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        ? "–"
        : DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
