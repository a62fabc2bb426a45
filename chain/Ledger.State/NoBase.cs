using System.Diagnostics.CodeAnalysis;

namespace Ledger.State;

/// <summary>The base of a tree that is in memory.</summary>
internal sealed class NoBase : IStateNodeReader
{
    public bool TryGet(ReadOnlySpan<byte> key, [NotNullWhen(true)] out byte[]? record)
    {
        record = null;
        return false;
    }
}
