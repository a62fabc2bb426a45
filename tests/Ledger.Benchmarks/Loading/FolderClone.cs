using System.Runtime.InteropServices;

namespace Ledger.Benchmarks;

/// <summary>Copies folders of stores. Table files never change once they are written: where the disk allows they are shared, not copied.</summary>
internal static partial class FolderClone
{
    private const string TableFile = ".sst";

    /// <summary>Copies a folder and all below it.</summary>
    /// <param name="from">The folder; nobody writes in it.</param>
    /// <param name="to">The copy; its folder is made.</param>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, File.GetUnixFileMode(from));

        foreach (var folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));

        foreach (var file in Directory.EnumerateFiles(from))
        {
            var copy = Path.Combine(to, Path.GetFileName(file));
            if (OperatingSystem.IsWindows() || Path.GetExtension(file) != TableFile || Link(file, copy) != 0)
                File.Copy(file, copy);
        }
    }

    /// <summary>Bytes of all files in and below a folder; one that goes meanwhile does not count.</summary>
    public static long Bytes(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Exists ? LengthOf(file) : 0);

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string file, string copy);
}
