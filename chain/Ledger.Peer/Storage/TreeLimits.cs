namespace Ledger.Peers;

/// <summary>How far the base of a store's state tree stays behind the newest block.</summary>
internal sealed record TreeLimits
{
    /// <summary>Default of <see cref="Bytes"/>, 64 MiB.</summary>
    public const long DefaultBytes = 64 << 20;

    /// <summary>Newest blocks whose state can be proved, unless their trees take more memory than they may.</summary>
    public ulong ProvableBlocks { get; init; } = 64;

    /// <summary>Blocks by which a part of the base moves at once: what they wrote over and over is stored once.</summary>
    public ulong FoldedBlocks { get; init; } = 64;

    /// <summary>
    /// Memory for the trees of the blocks that the base lacks, in bytes: above it the base moves faster, up to the newest block
    /// that bears the quorum; above four times of it, beyond that too.
    /// </summary>
    public long Bytes { get; init; } = DefaultBytes;
}
