using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ledger.Node;

/// <summary>What a backup holds. It is the last file written: a backup without it was not finished.</summary>
internal sealed record BackupManifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Folder of the peer's files.</summary>
    public const string Peer = "peer";

    /// <summary>Name of the record store's SQLite file.</summary>
    public const string Records = "records.db";

    // Its hash in the form of sha256sum, so that a change of the list itself is noticed.
    private const string SumFile = FileName + ".sha256";
    private const int KnownVersion = 1;

    /// <summary>Layout of the backup.</summary>
    public int Version { get; init; } = KnownVersion;

    /// <summary>The ledger.</summary>
    public required string Origin { get; init; }

    /// <summary>Organisation whose node it is of.</summary>
    public required string Organisation { get; init; }

    /// <summary>SHA-256 of entry 0, lower-case hex.</summary>
    public required string GenesisSha256 { get; init; }

    /// <summary>Newest block of its store.</summary>
    public required ulong Block { get; init; }

    /// <summary>Entries of the log up to that block.</summary>
    public required ulong Size { get; init; }

    /// <summary>Root of the log there, lower-case hex.</summary>
    public required string Root { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>Newest commit of its record store; null when the node had none.</summary>
    public required long? RecordsCommit { get; init; }

    /// <summary>Whether it holds the keys of the records.</summary>
    public required bool RecordKeys { get; init; }

    /// <summary>Its files but for this one, in order of their paths.</summary>
    public IReadOnlyList<BackupFile> Files { get; init; } = [];

    /// <summary>Reads the manifest of a finished backup.</summary>
    /// <param name="folder">The backup.</param>
    /// <exception cref="NodeConfigurationException">There is none, or it isn't as it was written.</exception>
    public static BackupManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw BackupFault.Of(path, "目录中没有此文件：不是备份，或备份未完成；请改用已完成的备份。", "it is absent: this is no backup, or one that was cut short; use a finished one.");
        try
        {
            var bytes = File.ReadAllBytes(path);
            var manifest = File.ReadAllText(Path.Combine(folder, SumFile)) == SumLine(bytes)
                ? JsonSerializer.Deserialize<BackupManifest>(bytes, BackupJson.Format)
                : null;
            if (manifest is { Version: KnownVersion } && manifest.Files.All(file => IsInside(file.Path)))
                return manifest;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw BackupFault.Of(path, $"无法读取（{e.Message}）；请改用另一备份。", $"it cannot be read ({e.Message}); use another backup.");
        }

        throw BackupFault.Of(path, $"与 {SumFile} 不符或版本未知；请改用另一备份。", $"it isn't what {SumFile} says, or of an unknown version; use another backup.");
    }

    /// <summary>Lists the files of a backup with their hashes, and writes manifest and hash.</summary>
    /// <param name="folder">The backup.</param>
    /// <returns>The manifest with its files.</returns>
    public BackupManifest Write(string folder)
    {
        var complete = this with
        {
            Files =
            [
                .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .Select(file =>
                        new BackupFile(Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), new FileInfo(file).Length, Hash(file)))
                    .OrderBy(file => file.Path, StringComparer.Ordinal),
            ],
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(complete, BackupJson.Format);
        WriteSynced(Path.Combine(folder, SumFile), Encoding.UTF8.GetBytes(SumLine(bytes)));
        WriteSynced(Path.Combine(folder, FileName), bytes);
        return complete;
    }

    /// <summary>Copies the files out of the backup and compares each copy with its hash.</summary>
    /// <param name="folder">The backup.</param>
    /// <param name="target">Where they go; exists.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="NodeConfigurationException">Names the first file that is lacking or other than was written.</exception>
    public void CopyFiles(string folder, string target, CancellationToken ct)
    {
        foreach (var file in Files)
        {
            ct.ThrowIfCancellationRequested();
            var (from, to) = (Path.Combine(folder, file.Path), Path.Combine(target, file.Path));
            if (!File.Exists(from))
                throw BackupFault.Of(from, "备份缺少此文件；请改用另一备份。", "the backup lacks this file; use another backup.");
            OwnerOnly.CreateFolder(Path.GetDirectoryName(to)!);
            Peers.PeerFiles.Copy(from, to);
            var (size, sha256) = (new FileInfo(to).Length, Hash(to));
            if ((size, sha256) != (file.Size, file.Sha256))
            {
                throw BackupFault.Of(
                    from,
                    FormattableString.Invariant($"与清单不符：应为 {file.Size} 字节、SHA-256 {file.Sha256}，实为 {size} 字节、{sha256}；请改用另一备份。"),
                    FormattableString.Invariant(
                        $"it isn't what the manifest says: {file.Size} bytes with SHA-256 {file.Sha256} were written, it has {size} with {sha256}; use another backup."));
            }
        }
    }

    private static bool IsInside(string path)
        => path.Length > 0 && !Path.IsPathRooted(path) && path.Split('/', '\\').All(part => part is not ("" or "." or ".."));

    private static string SumLine(byte[] manifest) => $"{Convert.ToHexStringLower(SHA256.HashData(manifest))}  {FileName}\n";

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void WriteSynced(string path, byte[] content)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
