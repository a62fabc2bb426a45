using System.Globalization;

namespace Ledger.Chain;

/// <summary>
/// Says that a store was put back from a backup and may be behind what its keys signed. Gone once it has caught up: from then on
/// a store that ends before what was signed has lost blocks.
/// </summary>
internal static class RestoredMark
{
    private const string FileName = "restored.mark";

    /// <summary>Newest block of the backup put back; null when the store is not behind for that reason.</summary>
    public static ulong? Read(string folder) =>
        PathOf(folder) is var path && File.Exists(path)
            && ulong.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var block)
            ? block
            : null;

    /// <summary>Marks a peer's folder; durable when it returns.</summary>
    public static void Write(string folder, ulong block)
    {
        using var file = new FileStream(PathOf(folder), FileMode.Create, FileAccess.Write);
        file.Write(System.Text.Encoding.UTF8.GetBytes(block.ToString(CultureInfo.InvariantCulture)));
        file.Flush(flushToDisk: true);
    }

    /// <summary>The store holds what its keys signed.</summary>
    public static void Remove(string folder) => File.Delete(PathOf(folder));

    private static string PathOf(string folder) => Path.Combine(folder, FileName);
}
