using System.Runtime.CompilerServices;
using Ledger.Fabric.Protos;
using Microsoft.Extensions.Logging;

namespace Ledger.Fabric;

/// <summary>
/// Reads a channel's blocks from a peer and verifies each; after a break it connects again and goes on. To resume in
/// another process keep <see cref="BlockVerifier.Point"/> after each block that has taken its effect.
/// </summary>
public sealed partial class VerifiedBlockReader
{
    private readonly Network network;
    private readonly BlockVerifier verifier;
    private readonly VerifiedBlockReaderOptions options;
    private readonly ILogger logger;
    private volatile string? outage = "not reached yet";

    /// <summary>Makes a reader.</summary>
    /// <param name="network">The channel at the peer to read from.</param>
    /// <param name="verifier">Where to start and what to go by; the reader moves it on.</param>
    /// <param name="logger">Told of breaks.</param>
    /// <param name="options">How to deal with breaks; null for the defaults.</param>
    /// <exception cref="ArgumentException">The verifier stands on another channel.</exception>
    public VerifiedBlockReader(Network network, BlockVerifier verifier, ILogger logger, VerifiedBlockReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(verifier);
        if (network.Name != verifier.ChannelName)
        {
            throw new ArgumentException($"The verifier stands on channel {verifier.ChannelName}, not {network.Name}.", nameof(verifier));
        }

        this.network = network;
        this.verifier = verifier;
        this.logger = logger;
        this.options = options ?? new();
    }

    /// <summary>Why no block comes, in English; null since the last one came. Without <see cref="VerifiedBlockReaderOptions.FromBlockBefore"/> an idle channel looks like one out of reach.</summary>
    public string? Outage => outage;

    /// <summary>Streams blocks in order without gap, stored ones first, then each new one; without end until cancelled.</summary>
    /// <param name="ct">Ends the stream.</param>
    /// <exception cref="BlockVerificationException">The peer handed out a block that fails: its history is not this channel's. Ask another peer.</exception>
    /// <exception cref="BlockStreamException">The peer refuses the reader: another attempt would not help.</exception>
    public async IAsyncEnumerable<VerifiedBlock> ReadAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        var delay = options.FirstDelay;
        while (true)
        {
            var first = options.FromBlockBefore ? verifier.NextBlock - 1 : verifier.NextBlock;
            await using var blocks = network.BlockEventsAsync(EventPosition.AtBlock(first), ct).GetAsyncEnumerator(ct);
            while (await NextAsync(blocks, ct) is { } block)
            {
                delay = options.FirstDelay;
                outage = null;
                if (!IsRepetition(block))
                {
                    yield return verifier.Verify(block);
                }
            }

            await Task.Delay(delay, options.Time, ct);
            delay = delay * 2 < options.MaxDelay ? delay * 2 : options.MaxDelay;
        }
    }

    private async ValueTask<Block?> NextAsync(IAsyncEnumerator<Block> blocks, CancellationToken ct)
    {
        try
        {
            if (await blocks.MoveNextAsync())
            {
                return blocks.Current;
            }

            outage = "the peer ended the stream of blocks";
            Log.Ended(logger, network.Name, verifier.NextBlock);
        }
        catch (BlockStreamException e) when (e.IsTransient && !ct.IsCancellationRequested)
        {
            outage = e.Message;
            Log.Broke(logger, network.Name, verifier.NextBlock, e);
        }

        return null;
    }

    // The block before, handed out again byte for byte as to its header, is harmless.
    private bool IsRepetition(Block block)
    {
        if (block.Header is not { } header || header.Number + 1 != verifier.NextBlock)
        {
            return false;
        }

        var hash = BlockHash.OfHeader(header);
        var same = verifier.PreviousHash.Span.SequenceEqual(hash);
        return same || !options.FromBlockBefore
            ? same
            : throw new BlockVerificationException(
                BlockFault.PreviousHash,
                header.Number,
                $"the peer shows it with header hash {Convert.ToHexStringLower(hash)}; the one verified before has {Convert.ToHexStringLower(verifier.PreviousHash.Span)}: another history");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Channel {Channel}: the peer ended the stream of blocks before block {Block}")]
        public static partial void Ended(ILogger logger, string channel, ulong block);

        [LoggerMessage(2, LogLevel.Warning, "Channel {Channel}: the stream of blocks broke before block {Block}; connecting again")]
        public static partial void Broke(ILogger logger, string channel, ulong block, Exception e);
    }
}
