using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Ledger.Log;

namespace Ledger.Node;

/// <summary>A certificate that this node depends on, and the time it is valid.</summary>
/// <param name="English">What it is, in English.</param>
/// <param name="Chinese">What it is, in Chinese.</param>
/// <param name="File">File it was read from.</param>
/// <param name="NotBefore">First instant at which it is valid.</param>
/// <param name="NotAfter">Last one.</param>
internal sealed record WatchedCertificate(string English, string Chinese, string File, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>Takes the times of a certificate.</summary>
    public static WatchedCertificate Of(X509Certificate2 certificate, string file, string english, string chinese) =>
        new(english, chinese, file, new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));

    /// <summary>Why it is of no use at an instant; null while it is valid.</summary>
    public OutageReason? FaultAt(DateTimeOffset now) =>
        now > NotAfter ? new(
            $"{English} expired on {Show(NotAfter)}: {File}; put a new one there and start the node again",
            $"{Chinese}已于 {Show(NotAfter)} 过期：{File}；请更换后重启节点")
        : now < NotBefore ? new(
            $"{English} is not valid before {Show(NotBefore)}: {File}; this machine's clock says {Show(now)}: check both",
            $"{Chinese}自 {Show(NotBefore)} 起才有效：{File}；本机时钟为 {Show(now)}，请核对两者")
        : null;

    /// <summary>That it ends soon.</summary>
    public OutageReason EndsSoon(DateTimeOffset now) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{English} expires in {(NotAfter - now).TotalDays:0} days, on {Show(NotAfter)}: {File}; have a new one ready"),
        string.Create(CultureInfo.InvariantCulture, $"{Chinese}将在 {(NotAfter - now).TotalDays:0} 天后（{Show(NotAfter)}）过期：{File}；请准备新证书"));

    private static string Show(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
