using System.Diagnostics.CodeAnalysis;
using Ledger.State;

namespace Ledger.Verifier.Tests;

/// <summary>A base of nothing: the tree over it stays in memory.</summary>
internal sealed class NoNodes : IStateNodeReader
{
    public bool TryGet(ReadOnlySpan<byte> key, [NotNullWhen(true)] out byte[]? record)
    {
        record = null;
        return false;
    }
}
