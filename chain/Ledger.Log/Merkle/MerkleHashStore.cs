using System.Runtime.InteropServices;

namespace Ledger.Log;

/// <summary>
/// Stored hashes in memory, for trees that fit there: documents, tests, a replay. Hashes are
/// added in the order <see cref="MerkleFrontier"/> completes them. One writer, no readers beside it.
/// </summary>
public sealed class MerkleHashStore : IMerkleHashReader, IMerkleHashWriter
{
    private readonly List<List<byte>> levels = [];

    /// <inheritdoc/>
    public void Read(int level, ulong index, Span<byte> destination)
    {
        if (level < 0 || level >= levels.Count || index >= (ulong)(levels[level].Count / MerkleHash.Size))
            throw new KeyNotFoundException($"No hash is stored for level {level}, index {index}.");

        CollectionsMarshal.AsSpan(levels[level]).Slice((int)index * MerkleHash.Size, MerkleHash.Size).CopyTo(destination);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The hash is not the next one of its level.</exception>
    public void Write(int level, ulong index, ReadOnlySpan<byte> hash)
    {
        while (levels.Count <= level)
            levels.Add([]);

        var next = (ulong)(levels[level].Count / MerkleHash.Size);
        if (index != next)
            throw new InvalidOperationException($"Hashes are added in order: level {level} expects index {next}, not {index}.");

        levels[level].AddRange(hash);
    }
}
