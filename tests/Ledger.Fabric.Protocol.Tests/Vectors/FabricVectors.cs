using System.IO.Compression;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Blocks of real Fabric networks beside the repository (../shared/vectors/fabric-blocks).</summary>
internal static class FabricVectors
{
    public static byte[] File(string name)
    {
        var path = Path.Combine(FindRoot(), "..", "shared", "vectors", "fabric-blocks", name);
        if (!System.IO.File.Exists(path))
            Assert.Skip($"The real block {name} is not on this machine (../shared/vectors/fabric-blocks).");
        return System.IO.File.ReadAllBytes(path);
    }

    /// <summary>A peer's blocks of one channel, from a zip of its disk.</summary>
    public static IReadOnlyList<Block> Ledger(string zip, string channel)
    {
        using var archive = new ZipArchive(new MemoryStream(File(zip)));
        var entries = archive.Entries
            .Where(e => e.FullName.Contains($"/chains/{channel}/blockfile_", StringComparison.Ordinal))
            .OrderBy(e => e.FullName, StringComparer.Ordinal);
        var blocks = new List<Block>();
        foreach (var entry in entries)
        {
            using var stream = entry.Open();
            blocks.AddRange(PeerBlockFile.Read(stream));
        }

        return blocks;
    }

    public static IReadOnlyList<Block> BlockFile(string name) => [.. PeerBlockFile.Read(new MemoryStream(File(name)))];

    /// <summary>Blocks that this project made on a real network and keeps in the repository.</summary>
    public static IReadOnlyList<Block> Own(string name)
    {
        using var stream = System.IO.File.OpenRead(Path.Combine(FindRoot(), "tests", "vectors", "fabric", name));
        return [.. PeerBlockFile.Read(stream)];
    }

    public static Block Block(string name) => Protos.Block.Parser.ParseFrom(File(name));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Ledger.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}
