using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.Peers.Stored;

namespace Ledger.Peers;

/// <summary>The newest hash of each level of a log: all that is needed to append to it.</summary>
internal sealed class RightEdge : IMerkleHashReader
{
    private readonly List<(ulong Index, byte[] Hash)?> levels = [];

    /// <summary>An edge as it was kept.</summary>
    public static RightEdge From(IEnumerable<LevelHash> kept)
    {
        var edge = new RightEdge();
        edge.levels.AddRange(kept.Select(static level => level.Hash.IsEmpty ? ((ulong, byte[])?)null : (level.Index, level.Hash.ToByteArray())));
        return edge;
    }

    /// <summary>Takes the hashes that a block added.</summary>
    public void Take(IEnumerable<StoredHash> hashes)
    {
        foreach (var hash in hashes)
        {
            while (levels.Count <= hash.Level)
                levels.Add(null);

            levels[hash.Level] = (hash.Index, hash.Hash);
        }
    }

    /// <summary>The edge to be kept.</summary>
    public IEnumerable<LevelHash> ToRecord() => levels.Select(static level => level is var (index, hash)
        ? new LevelHash { Index = index, Hash = UnsafeByteOperations.UnsafeWrap(hash) }
        : new LevelHash());

    public void Read(int level, ulong index, Span<byte> destination)
    {
        if (level >= levels.Count || levels[level] is not { } held || held.Index != index || held.Hash.Length != destination.Length)
            throw new KeyNotFoundException($"The hash of level {level}, index {index} was not kept.");

        held.Hash.CopyTo(destination);
    }
}
