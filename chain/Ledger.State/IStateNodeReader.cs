using System.Diagnostics.CodeAnalysis;

namespace Ledger.State;

/// <summary>Where the base of a tree is read from: a key-value store of the caller's, see <see cref="StateTree"/>.</summary>
/// <remarks>It must answer from several threads at once if the tree is used so.</remarks>
public interface IStateNodeReader
{
    /// <summary>Reads one record.</summary>
    /// <param name="key">A key given to <see cref="IStateNodeWriter"/>.</param>
    /// <param name="record">What was last written under it; the tree keeps none of it and never writes to it.</param>
    /// <returns>False if the store holds none.</returns>
    bool TryGet(ReadOnlySpan<byte> key, [NotNullWhen(true)] out byte[]? record);
}
