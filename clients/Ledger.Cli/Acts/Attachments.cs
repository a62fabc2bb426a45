using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>Files that an act rests on: the act names them and their SHA-256, what they hold stays where it is.</summary>
internal static class Attachments
{
    /// <summary>Adds files, and all files of folders by their names within them, to the document of a request.</summary>
    /// <exception cref="FileFault">A file cannot be read.</exception>
    public static void Add(IMessage request, IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
            return;

        var accessor = request.Descriptor.FindFieldByName("document").Accessor;
        var document = (DocumentInput?)accessor.GetValue(request) ?? new DocumentInput();
        foreach (var path in paths)
            document.Files.AddRange(Directory.Exists(path) ? OfFolder(path) : [OfFile(path, Path.GetFileName(path))]);

        accessor.SetValue(request, document);
    }

    private static List<AttachedFile> OfFolder(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path: file, Name: Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')))
            .OrderBy(static file => file.Name, StringComparer.Ordinal).ToList();
        return files.Count > 0
            ? files.ConvertAll(static file => OfFile(file.Path, file.Name))
            : throw new FileFault(folder, "文件夹中没有文件", "the folder has no files");
    }

    private static AttachedFile OfFile(string path, string name)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return new AttachedFile { Name = name, Sha256 = UnsafeByteOperations.UnsafeWrap(SHA256.HashData(stream)) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFault(path, "无法读取", $"cannot be read: {e.Message}", e);
        }
    }
}
