using System.Globalization;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>How long a certificate is still of use, said at 90, 30 and 7 days before its end.</summary>
internal static class CertificateTerm
{
    /// <summary>Days before the end from which it is said, each more urgently than the one before.</summary>
    public static IReadOnlyList<int> Stages { get; } = [90, 30, 7];

    /// <summary>Whole days left, rounded up; negative or 0 when it has ended.</summary>
    public static int DaysLeft(DateTimeOffset notAfter, DateTimeOffset now) => (int)Math.Ceiling((notAfter - now).TotalDays);

    /// <summary>The stage it has reached; null when its end is not near, 0 when it has ended.</summary>
    public static int? StageOf(DateTimeOffset notAfter, DateTimeOffset now) => notAfter <= now
        ? 0
        : Stages.Where(days => notAfter - now <= TimeSpan.FromDays(days)).Select(static days => (int?)days).Min();

    /// <summary>What is said of it; null when its end is not near.</summary>
    public static Wording? Of(DateTimeOffset notAfter, DateTimeOffset now)
    {
        var (days, until) = (Number(DaysLeft(notAfter, now)), Instants.Of((ulong)notAfter.ToUnixTimeMilliseconds()));
        return StageOf(notAfter, now) switch
        {
            null => null,
            0 => new($"！！已于 {until} 过期：须换新证书", $"!! expired on {until}: it needs a new one"),
            7 => new($"！！{days} 天后（{until}）过期：请立即换新证书", $"!! expires in {days} days, on {until}: renew it now"),
            30 => new($"{days} 天后（{until}）过期：请申请新证书", $"expires in {days} days, on {until}: ask for a new one"),
            _ => new($"{days} 天后（{until}）过期", $"expires in {days} days, on {until}"),
        };
    }

    /// <summary>What a user is told beside any command, from 30 days before the end on; null for nothing.</summary>
    public static Wording? NoteOf(DateTimeOffset notAfter, DateTimeOffset now) => StageOf(notAfter, now) is 30 or 7 && Of(notAfter, now) is { } said
        ? new(
            $"您的证书{said.Chinese}（ledger operator request --renew，由本机构签发后 ledger operator install）。",
            $"your certificate {said.English} (ledger operator request --renew, have it issued, then ledger operator install).")
        : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
