using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ledger.Log.Tests;

public sealed class MerkleVectorTests
{
    private const string RootsOfTwelveBytes = "additional/sizes-are-equal-one-and-proof-is-empty.json";

    [Fact]
    public void Every_inclusion_vector_of_rfc6962_gives_its_outcome()
    {
        var files = VectorFiles("inclusion");
        foreach (var (name, vector) in files)
        {
            var result = MerkleVerifier.Inclusion(
                Bytes(vector, "leafHash"),
                vector.GetProperty("leafIdx").GetUInt64(),
                vector.GetProperty("treeSize").GetUInt64(),
                Bytes(vector, "root"),
                Proof(vector));
            Assert.True(vector.GetProperty("wantErr").GetBoolean() == (result != MerkleResult.Valid), $"{name}: {result}");
        }

        Assert.Equal(98, files.Count);
    }

    [Fact]
    public void Every_consistency_vector_of_rfc6962_gives_its_outcome()
    {
        var files = VectorFiles("consistency");
        foreach (var (name, vector) in files)
        {
            if (name == RootsOfTwelveBytes)
                continue;

            var result = MerkleVerifier.Consistency(
                vector.GetProperty("size1").GetUInt64(),
                Bytes(vector, "root1"),
                vector.GetProperty("size2").GetUInt64(),
                Bytes(vector, "root2"),
                Proof(vector));
            Assert.True(vector.GetProperty("wantErr").GetBoolean() == (result != MerkleResult.Valid), $"{name}: {result}");
        }

        Assert.Equal(98, files.Count);
    }

    [Fact]
    public void Equal_roots_of_twelve_bytes_are_refused_though_the_vector_takes_them()
    {
        // The vector compares placeholder strings as roots; a root here is 32 bytes without exception.
        var vector = VectorFiles("consistency").Single(file => file.Name == RootsOfTwelveBytes).Vector;
        Assert.False(vector.GetProperty("wantErr").GetBoolean());
        Assert.Equal(12, Bytes(vector, "root1").Length);
        Assert.Equal(MerkleResult.WrongHashLength, MerkleVerifier.Consistency(1, Bytes(vector, "root1"), 1, Bytes(vector, "root2"), []));

        var root = MerkleHash.Leaf(Bytes(vector, "root1"));
        Assert.Equal(MerkleResult.Valid, MerkleVerifier.Consistency(1, root, 1, root, []));
    }

    [Fact]
    public void Roots_of_the_classic_eight_leaves_are_as_published()
    {
        var vector = Vectors.Json("tlog/roots.json");
        var leaves = vector.GetProperty("leaves").EnumerateArray().Select(leaf => Convert.FromHexString(leaf.GetString()!)).ToList();
        var roots = vector.GetProperty("roots").EnumerateArray().Select(root => root.GetString()).ToList();
        var frontier = new MerkleFrontier();
        Assert.Equal(roots[0], Convert.ToHexStringLower(frontier.Root()));
        for (var i = 0; i < leaves.Count; i++)
        {
            frontier.Append(MerkleHash.Leaf(leaves[i]));
            Assert.Equal(roots[i + 1], Convert.ToHexStringLower(frontier.Root()));
        }
    }

    [Fact]
    public void Roots_of_the_tile_logs_are_as_published()
    {
        var logs = Vectors.Json("tlog/tiles.json").GetProperty("logs").EnumerateArray().ToList();
        Assert.NotEmpty(logs);
        foreach (var log in logs)
        {
            var size = log.GetProperty("size").GetUInt64();
            var store = new MerkleHashStore();
            var frontier = new MerkleFrontier();
            for (ulong i = 0; i < size; i++)
                frontier.Append(MerkleHash.Leaf(Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture))), store);

            Assert.Equal(log.GetProperty("root").GetString(), Convert.ToHexStringLower(frontier.Root()));
            Assert.Equal(log.GetProperty("root").GetString(), Convert.ToHexStringLower(MerkleLog.Root(size, store)));
        }
    }

    private static List<(string Name, JsonElement Vector)> VectorFiles(string kind)
    {
        var folder = Vectors.Find($"merkle-rfc6962/testdata/{kind}");
        var files = new List<(string, JsonElement)>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            files.Add((Path.GetRelativePath(folder, file), document.RootElement.Clone()));
        }

        return files;
    }

    private static byte[] Bytes(JsonElement vector, string name) =>
        vector.GetProperty(name).ValueKind == JsonValueKind.Null ? [] : vector.GetProperty(name).GetBytesFromBase64();

    private static List<byte[]> Proof(JsonElement vector) =>
        vector.GetProperty("proof").ValueKind == JsonValueKind.Null
            ? []
            : vector.GetProperty("proof").EnumerateArray().Select(hash => hash.GetBytesFromBase64()).ToList();
}
