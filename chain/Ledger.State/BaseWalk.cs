using System.Numerics;

namespace Ledger.State;

/// <summary>Reads every node of a base in the order of their keys, past every cache, and checks each against its parent, and its leaves.</summary>
internal static class BaseWalk
{
    public static IEnumerable<byte[]> Keys(IStateNodeReader reader, TreeBase start)
    {
        if (start.Root is not { } root)
            yield break;

        foreach (var key in Below(reader, root, default))
            yield return key;

        yield return TreeBase.Key.ToArray();
    }

    private static IEnumerable<byte[]> Below(IStateNodeReader reader, NibbleNode node, Hash256 hash)
    {
        // The node's own hash shows what its leaves' hashes are, not that they are those of their bytes.
        for (int mask = node.Leaves; mask != 0; mask &= mask - 1)
            node.CheckedLeaf(BitOperations.TrailingZeroCount(mask));

        for (int mask = node.Inners; mask != 0; mask &= mask - 1)
        {
            var slot = BitOperations.TrailingZeroCount(mask);
            var below = hash.WithNibble(node.Depth, slot);
            var child = NodeStore.ReadStored(
                reader, node.ChildVersion(slot), new NodePath(below, node.Depth + 1), Hash256.Read(node.Hash(NibbleNode.FirstSlot + slot)));
            yield return Key(child.Path);
            foreach (var key in Below(reader, child, below))
                yield return key;
        }
    }

    private static byte[] Key(NodePath path)
    {
        Span<byte> key = stackalloc byte[Hash256.Nibbles];
        return path.WriteKey(key).ToArray();
    }
}
