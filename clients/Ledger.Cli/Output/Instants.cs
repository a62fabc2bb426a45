using System.Globalization;

namespace Ledger.Cli;

/// <summary>Instants as all commands write them: on the office's clock for people, in UTC for programs.</summary>
internal static class Instants
{
    private const long LastMilliseconds = 253_402_300_799_999;

    /// <summary>Of every city of the ledger.</summary>
    private static readonly TimeSpan Office = TimeSpan.FromHours(8);

    /// <summary>An instant in UTC, to the second; a dash for one that no calendar has.</summary>
    public static string Of(ulong milliseconds) => milliseconds > LastMilliseconds
        ? "–"
        : DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>An instant on the office's clock as a request states it: no finer than it is.</summary>
    public static string Local(ulong milliseconds) => milliseconds > LastMilliseconds
        ? "–"
        : DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds).ToOffset(Office).ToString(
            milliseconds % 60_000 == 0 ? "yyyy-MM-dd HH:mm" : milliseconds % 1_000 == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff",
            CultureInfo.InvariantCulture);

    /// <summary>An instant for people: on the office's clock, which it names.</summary>
    public static string ForPeople(ulong milliseconds) => $"{Local(milliseconds)} UTC+8";

    /// <summary>An instant for people, to the second.</summary>
    public static string ForPeople(DateTimeOffset time) => ForPeople((ulong)Math.Max(0, time.ToUnixTimeMilliseconds() / 1_000 * 1_000));
}
