using System.Buffers.Binary;

namespace Ledger.State;

/// <summary>
/// How far the base goes, slot by slot of the root: below each slot the store holds the nodes of one version. The record also
/// holds the root node put together of those slots; it is the root of a version only where all slots are of the same.
/// </summary>
/// <param name="From">For each slot the first version that is not in the base; 0 while none is.</param>
/// <param name="Root">The root node of the slots; null while nothing is in the base.</param>
internal sealed record TreeBase(IReadOnlyList<ulong> From, NibbleNode? Root)
{
    private const int HeaderSize = NibbleNode.Slots * sizeof(ulong);

    /// <summary>Key of the record. A node's key has bytes below 16 only.</summary>
    public static ReadOnlySpan<byte> Key => [NibbleNode.Slots];

    public static TreeBase Empty { get; } = new(new ulong[NibbleNode.Slots], null);

    /// <summary>First version that the base lacks, in part at least.</summary>
    public ulong First => From.Min();

    /// <summary>First version that no part of the base is of: the one before is the oldest whose tree is known whole.</summary>
    public ulong Whole => From.Max();

    /// <exception cref="StateNodeDamagedException">The record is not what was written.</exception>
    public static TreeBase Decode(ReadOnlySpan<byte> record)
    {
        NibbleNode? root = null;
        var reason = "it is too short.";
        if (record.Length <= HeaderSize || !NibbleNode.TryDecode(default, record[HeaderSize..], out root, out reason))
            throw new StateNodeDamagedException(default, reason);

        var from = new ulong[NibbleNode.Slots];
        for (var slot = 0; slot < from.Length; slot++)
            from[slot] = BinaryPrimitives.ReadUInt64BigEndian(record[(slot * sizeof(ulong))..]);

        return new TreeBase(from, root);
    }

    public byte[] Encode()
    {
        var stored = Root!.Stored;
        var record = new byte[HeaderSize + stored.Length];
        for (var slot = 0; slot < From.Count; slot++)
            BinaryPrimitives.WriteUInt64BigEndian(record.AsSpan(slot * sizeof(ulong)), From[slot]);

        stored.CopyTo(record.AsSpan(HeaderSize));
        return record;
    }

    /// <summary>The base with some slots moved on to a version.</summary>
    /// <param name="slots">The slots, as a mask.</param>
    /// <param name="version">The root node of the version.</param>
    public TreeBase Move(int slots, NibbleNode version)
    {
        var from = From.ToArray();
        var builder = new NodeBuilder();
        builder.Load(Root);
        for (var slot = 0; slot < from.Length; slot++)
        {
            if (((slots >> slot) & 1) != 0)
            {
                from[slot] = version.Version + 1;
                builder.Take(slot, version);
            }
        }

        return new TreeBase(from, builder.Build(from.Max() - 1, default));
    }
}
