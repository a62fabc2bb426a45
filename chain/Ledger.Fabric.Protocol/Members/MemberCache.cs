using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;

namespace Ledger.Fabric.Protocol;

/// <summary>Identities parsed once: a channel's transactions come from few of them. Safe for use by several threads.</summary>
internal sealed class MemberCache
{
    // A stream of ever new certificates must not fill the memory.
    private const int MaxCount = 4096;
    private const int MaxKeptSize = 16384;

    private readonly ConcurrentDictionary<ByteString, Member> members = new();

    /// <inheritdoc cref="Member.TryRead"/>
    public bool TryRead(ByteString serialized, [NotNullWhen(true)] out Member? member, [NotNullWhen(false)] out string? fault)
    {
        if (members.TryGetValue(serialized, out member))
        {
            fault = null;
            return true;
        }

        if (!Member.TryRead(serialized, out member, out fault))
            return false;

        if (serialized.Length > MaxKeptSize)
            return true;

        if (members.Count >= MaxCount)
            members.Clear();

        members[serialized] = member;
        return true;
    }
}
