using System.Runtime.InteropServices;

namespace Ledger.State;

/// <summary>Where a node stands: the first nibbles that the hashed keys below it share.</summary>
/// <remarks>Its order of bytes as a key is that of a walk from the root: a node comes before its children, which follow each other.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly struct NodePath : IEquatable<NodePath>
{
    private readonly Hash256 nibbles;

    /// <param name="hash">Any key hash below the node.</param>
    /// <param name="depth">Nibbles of the path, 0 for the root.</param>
    public NodePath(Hash256 hash, int depth)
    {
        nibbles = hash.Leading(depth);
        Depth = depth;
    }

    /// <summary>Nibbles of the path, 0 for the root.</summary>
    public int Depth { get; }

    /// <summary>The path, with zeros below it.</summary>
    public Hash256 Nibbles => nibbles;

    /// <summary>The slot of the root that the node lies below. Not for the root.</summary>
    public int Slice => nibbles.Nibble(0);

    /// <summary>Writes the key that the node is stored under: a byte for each nibble.</summary>
    /// <returns>The bytes of <paramref name="destination"/> that were written, at most <see cref="Hash256.Nibbles"/>.</returns>
    public ReadOnlySpan<byte> WriteKey(Span<byte> destination)
    {
        for (var i = 0; i < Depth; i++)
            destination[i] = (byte)nibbles.Nibble(i);

        return destination[..Depth];
    }

    public bool Equals(NodePath other) => Depth == other.Depth && nibbles == other.nibbles;

    public override bool Equals(object? obj) => obj is NodePath other && Equals(other);

    // Hashed keys are as good as random in their leading bits; paths that agree in 64 bits are no accident.
    public override int GetHashCode() => (int)(nibbles.A >> 32) ^ (int)nibbles.A ^ (Depth * 0x2545F491);

    public override string ToString() => Depth == 0 ? "at the root" : $"at path {nibbles.ToString()[..Depth]}";
}
