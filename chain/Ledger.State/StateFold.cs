namespace Ledger.State;

/// <summary>A part of the base moved on to a later version: what that changes in the store. From <see cref="StateTree.Fold"/>.</summary>
public sealed class StateFold
{
    internal StateFold(ulong version, int slices, List<(NodePath Path, NibbleNode? Node)> nodes, TreeBase after)
    {
        Version = version;
        Slices = slices;
        Nodes = nodes;
        After = after;
    }

    /// <summary>The version that the part is of then, which is the oldest that can be read.</summary>
    public ulong Version { get; }

    /// <summary>The slots of the root below which it lies, as a mask.</summary>
    internal int Slices { get; }

    /// <summary>What stands at each path that changed; null where nothing does any more.</summary>
    internal List<(NodePath Path, NibbleNode? Node)> Nodes { get; }

    internal TreeBase After { get; }

    /// <summary>Gives every change; all of them belong into one atomic write, then into <see cref="StateTree.Folded"/>.</summary>
    public void Write(IStateNodeWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> key = stackalloc byte[Hash256.Nibbles];
        foreach (var (path, node) in Nodes)
        {
            if (node is null)
            {
                writer.Delete(path.WriteKey(key));
            }
            else
            {
                writer.Put(path.WriteKey(key), node.Stored);
            }
        }

        writer.Put(TreeBase.Key, After.Encode());
    }
}
