using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// A chaincode package of type <c>ccaas</c>: what an organisation installs on its peers so that they dial a
/// <see cref="ChaincodeServer"/>. The same label and connection give the same bytes on every machine, so organisations
/// can compare package ids.
/// </summary>
public sealed partial class ChaincodePackage
{
    private ChaincodePackage(string label, byte[] bytes)
    {
        Label = label;
        Bytes = bytes;
        Id = $"{label}:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
    }

    /// <summary>Its label, by convention name and version.</summary>
    public string Label { get; }

    /// <summary>The file to install (<c>.tar.gz</c>).</summary>
    public byte[] Bytes { get; }

    /// <summary>What the peer names it by: <c>label:hex SHA-256 of the file</c>.</summary>
    public string Id { get; }

    /// <summary>Makes a package.</summary>
    /// <param name="label">Letters, digits and <c>_ . + -</c>, beginning with a letter or digit.</param>
    /// <param name="connection">How the peer reaches the server.</param>
    /// <exception cref="ArgumentException">Fabric would refuse the label.</exception>
    public static ChaincodePackage Create(string label, ChaincodeConnection connection)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(connection);
        if (!LabelForm().IsMatch(label))
            throw new ArgumentException("A label begins with a letter or digit and has letters, digits and _ . + - only.", nameof(label));

        var code = Archive(("connection.json", JsonSerializer.SerializeToUtf8Bytes(connection)));
        var metadata = JsonSerializer.SerializeToUtf8Bytes(
            new SortedDictionary<string, string>(StringComparer.Ordinal) { ["label"] = label, ["path"] = "", ["type"] = "ccaas" });
        return new ChaincodePackage(label, Archive(("metadata.json", metadata), ("code.tar.gz", code)));
    }

    private static byte[] Archive(params ReadOnlySpan<(string Name, byte[] Content)> files)
    {
        using var archive = new MemoryStream();
        // Not compressed: what a compressor makes differs between its versions, and with it the package id.
        using (var gzip = new GZipStream(archive, CompressionLevel.NoCompression, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach (var (name, content) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
                {
                    ModificationTime = DateTimeOffset.UnixEpoch,
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                    DataStream = new MemoryStream(content),
                });
            }
        }

        return archive.ToArray();
    }

    [GeneratedRegex(@"^[A-Za-z0-9]+([.+\-_][A-Za-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelForm();
}
