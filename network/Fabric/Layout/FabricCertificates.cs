using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Network;

/// <summary>
/// Looks at every certificate of a Fabric network's folder before it is started: with one that is not valid it would wait for
/// what cannot come.
/// </summary>
internal static class FabricCertificates
{
    private const int MostNamed = 8;

    private static readonly string[] Extensions = [".pem", ".crt"];

    /// <summary>Requires that all are valid now.</summary>
    /// <param name="folders">Folders that hold certificates, as PEM in files <c>.pem</c> and <c>.crt</c>; an absent one holds none.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="LocalNetworkException">One has expired or is not valid yet; the message names files and dates.</exception>
    public static void RequireValid(IEnumerable<string> folders, DateTimeOffset now)
    {
        var faults = folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(file => FaultsOf(file, now))
            .ToList();
        if (faults.Count == 0)
            return;
        var more = faults.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"\n… {faults.Count - MostNamed}") : "";
        throw new LocalNetworkException(
            $"Certificates of the Fabric network are not valid at {Show(now)}; put new ones there (or the clock right) and start again:\n{string.Join('\n', faults.Take(MostNamed))}{more}",
            $"上列 Fabric 网络证书在 {Show(now)} 无效；请更换证书（或校正时钟）后重新启动。");
    }

    private static List<string> FaultsOf(string file, DateTimeOffset now)
    {
        var faults = new List<string>();
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (CryptographicException)
        {
            // A key, or what Fabric's programs will refuse by themselves.
            return faults;
        }

        foreach (var certificate in certificates)
        {
            var (begin, end) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
            if (now > end)
                faults.Add($"  {file}: {certificate.Subject} expired on {Show(end)} / 已过期");
            else if (now < begin)
                faults.Add($"  {file}: {certificate.Subject} is not valid before {Show(begin)} / 尚未生效");
            certificate.Dispose();
        }

        return faults;
    }

    private static string Show(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
