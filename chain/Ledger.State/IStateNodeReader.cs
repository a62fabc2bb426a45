using System.Diagnostics.CodeAnalysis;

namespace Ledger.State;

/// <summary>Where stored tree nodes are read from: a key-value store of the caller's.</summary>
/// <remarks>
/// A node never changes once it is stored under its key, so an implementation needs no lock of its own beyond
/// what its store asks for. It must answer from several threads at once if the tree is used so.
/// </remarks>
public interface IStateNodeReader
{
    /// <summary>Reads one node.</summary>
    /// <param name="nodeKey">A key from <see cref="StateNode.Key"/>, 9 to 41 bytes.</param>
    /// <param name="node">The bytes of <see cref="StateNode.Value"/>; the tree keeps the array and never writes to it.</param>
    /// <returns>False if the store holds no such node.</returns>
    bool TryGet(ReadOnlySpan<byte> nodeKey, [NotNullWhen(true)] out byte[]? node);
}
