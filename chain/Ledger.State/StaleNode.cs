using System.Buffers.Binary;

namespace Ledger.State;

/// <summary>
/// A node that a version replaced. It may be deleted as soon as no version below <paramref name="Since"/> is to be
/// read any more: with every version from L on retained, exactly the nodes with <c>Since ≤ L</c> may go.
/// </summary>
/// <param name="Since">The first version that does not use the node.</param>
/// <param name="NodeKey">The key it is stored under, as in <see cref="StateNode.Key"/>.</param>
public readonly record struct StaleNode(ulong Since, byte[] NodeKey)
{
    private const int SinceSize = sizeof(ulong);

    /// <summary>
    /// The node's entry in an index ordered by <see cref="Since"/>: 8 bytes big-endian, then the node's key.
    /// Everything before <see cref="IndexEnd"/> may be deleted, entry and node.
    /// </summary>
    public byte[] ToIndexKey()
    {
        var key = new byte[SinceSize + NodeKey.Length];
        BinaryPrimitives.WriteUInt64BigEndian(key, Since);
        NodeKey.CopyTo(key, SinceSize);
        return key;
    }

    /// <summary>Reads an entry written by <see cref="ToIndexKey"/>.</summary>
    /// <exception cref="ArgumentException">The entry is too short to hold a node key.</exception>
    public static StaleNode FromIndexKey(ReadOnlySpan<byte> indexKey)
    {
        if (indexKey.Length < SinceSize + NodeKeyCodec.MinSize)
        {
            throw new ArgumentException(
                $"A stale index entry has at least {SinceSize + NodeKeyCodec.MinSize} bytes; this one has {indexKey.Length}.",
                nameof(indexKey));
        }

        return new StaleNode(BinaryPrimitives.ReadUInt64BigEndian(indexKey), indexKey[SinceSize..].ToArray());
    }

    /// <summary>
    /// The exclusive upper bound of index entries that may be deleted when <paramref name="oldestRetained"/> is the oldest
    /// version to stay readable.
    /// </summary>
    public static byte[] IndexEnd(ulong oldestRetained)
    {
        // Entries with Since == oldestRetained may go too; every one of them is longer than 8 bytes and starts with it.
        var end = new byte[oldestRetained == ulong.MaxValue ? SinceSize + NodeKeyCodec.MaxSize + 1 : SinceSize];
        if (oldestRetained == ulong.MaxValue)
        {
            end.AsSpan().Fill(0xFF);
        }
        else
        {
            BinaryPrimitives.WriteUInt64BigEndian(end, oldestRetained + 1);
        }

        return end;
    }
}
