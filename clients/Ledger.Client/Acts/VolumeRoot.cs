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
    // As LC_ALL=C sorts: by UTF-8 bytes, which are not in the order of UTF-16 where a character is outside of the basic plane.
    private static readonly Comparer<string> ByBytes = Comparer<string>.Create(
        static (a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));

    /// <summary>The root of the files that a document names.</summary>
    /// <param name="files">Name and SHA-256 of each.</param>
    public static byte[] Of(IEnumerable<AttachedFile> files)
    {
        var lines = new StringBuilder();
        foreach (var file in files.OrderBy(static file => file.Name, ByBytes))
            lines.Append(Convert.ToHexStringLower(file.Sha256.Span)).Append("  ").Append(file.Name).Append('\n');

        return SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString()));
    }
}
