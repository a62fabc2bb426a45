using Google.Protobuf;
using Ledger.State.Ics23;

namespace Ledger.State;

/// <summary>The ICS 23 specification of this tree: how its leaves and steps are written, and the limits of a proof.</summary>
public static class StateProofSpec
{
    /// <summary>Bytes of an encoded proof, at most (formats.md, section 12).</summary>
    public const int MaxProofSize = 16 * 1024;

    /// <summary>Steps of one path, at most (formats.md, section 12).</summary>
    public const int MaxSteps = 64;

    /// <summary>Bytes of a key or a value, at most.</summary>
    public const int MaxFieldSize = ushort.MaxValue;

    private static readonly ByteString LeafPrefix = ByteString.CopyFrom(StateHash.LeafTag);
    private static readonly ByteString LeftPrefix = ByteString.CopyFrom(StateHash.InnerTag);

    /// <summary>The one leaf operation: SHA-256 over the tag, SHA-256(key) and SHA-256(value).</summary>
    internal static LeafOp LeafOp() => new()
    {
        Hash = HashOp.Sha256,
        PrehashKey = HashOp.Sha256,
        PrehashValue = HashOp.Sha256,
        Length = LengthOp.NoPrefix,
        Prefix = LeafPrefix,
    };

    /// <summary>The step up from a left (0) or right (1) child.</summary>
    internal static InnerOp InnerOp(int side, ReadOnlySpan<byte> sibling)
    {
        if (side == 0)
            return new InnerOp { Hash = HashOp.Sha256, Prefix = LeftPrefix, Suffix = ByteString.CopyFrom(sibling) };

        Span<byte> prefix = stackalloc byte[StateHash.InnerTag.Length + Hash256.Size];
        StateHash.InnerTag.CopyTo(prefix);
        sibling.CopyTo(prefix[StateHash.InnerTag.Length..]);
        return new InnerOp { Hash = HashOp.Sha256, Prefix = ByteString.CopyFrom(prefix) };
    }
}
