using Ledger.Log;

namespace Ledger.Benchmarks;

/// <summary>Stored subtree hashes of a log in memory: one array per level.</summary>
internal sealed class LogHashes : IMerkleHashReader, IMerkleHashWriter
{
    private readonly List<List<byte>> levels = [];

    public void Read(int level, ulong index, Span<byte> destination)
    {
        var at = checked((int)index) * MerkleHash.Size;
        if (level >= levels.Count || at + MerkleHash.Size > levels[level].Count)
            throw new KeyNotFoundException($"No hash is stored for level {level}, index {index}.");

        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(levels[level]).Slice(at, MerkleHash.Size).CopyTo(destination);
    }

    public void Write(int level, ulong index, ReadOnlySpan<byte> hash)
    {
        if (level == levels.Count)
            levels.Add([]);

        levels[level].AddRange(hash);
    }
}
