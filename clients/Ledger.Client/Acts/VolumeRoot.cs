using System.Security.Cryptography;
using System.Text;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>
/// The root over the files of a case's volume (归档): SHA-256 of the lines that <c>sha256sum</c> prints of them, sorted by name, so that
/// whoever has the volume makes it again with <c>LC_ALL=C sha256sum -- * | sha256sum</c>.
/// </summary>
public static class VolumeRoot
{
    /// <summary>The root of the files that a document names.</summary>
    /// <param name="files">Name and SHA-256 of each.</param>
    public static byte[] Of(IEnumerable<AttachedFile> files)
    {
        var lines = new StringBuilder();
        foreach (var file in files.OrderBy(static file => file.Name, StringComparer.Ordinal))
            lines.Append(Convert.ToHexStringLower(file.Sha256.Span)).Append("  ").Append(file.Name).Append('\n');

        return SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString()));
    }
}
