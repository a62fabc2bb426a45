namespace Ledger.Peers;

/// <summary>How far the base of a store's state tree stays behind the newest block.</summary>
internal sealed record TreeLimits
{
    /// <summary>Default of <see cref="Bytes"/>, 32 MiB: some 10,000 changed keys, made again in half a second at a start.</summary>
    public const long DefaultBytes = 32 << 20;

    /// <summary>Newest blocks whose state can be proved, while their trees take no more memory than they may.</summary>
    public ulong ProvableBlocks { get; init; } = 64;

    /// <summary>Blocks by which a part of the base moves at once: what they wrote over and over is stored once.</summary>
    public ulong FoldedBlocks { get; init; } = 64;

    /// <summary>
    /// Memory for the trees of the blocks that the base lacks, in bytes. Above it the base moves faster and a quarter of the blocks
    /// stay provable, above twice of it a quarter of these, and so on, but all from the newest that bears the quorum on; above four
    /// times of it not even these.
    /// </summary>
    public long Bytes { get; init; } = DefaultBytes;
}
