using System.Runtime.CompilerServices;
using Ledger.Fabric.Protos;
using Ledger.Log;
using Microsoft.Extensions.Logging;

namespace Ledger.Fabric.Protocol;

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
    private readonly Setbacks breaks;
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
            throw new ArgumentException($"The verifier stands on channel {verifier.ChannelName}, not {network.Name}.", nameof(verifier));

        this.network = network;
        this.verifier = verifier;
        this.logger = logger;
        this.options = options ?? new();
        breaks = new Setbacks(this.options.Time);
    }

    /// <summary>
    /// Why no block comes, in English; null since the last one came. Without
    /// <see cref="VerifiedBlockReaderOptions.FromBlockBefore"/> an idle channel looks like one out of reach.
    /// </summary>
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
                if (breaks.Succeed() is { } row)
                    Log.Open(logger, network.Name, verifier.NextBlock, row.Count, row.Since);

                if (!IsRepetition(block))
                    yield return verifier.Verify(block);
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
                return blocks.Current;

            Break(new($"peer {network.PeerAddress} ended the stream of blocks", $"节点 {network.PeerAddress} 结束了区块流"));
        }
        catch (BlockStreamException e) when (e.IsTransient && !ct.IsCancellationRequested)
        {
            Break(options.OwnFault() is { } own ? own
                : e.TransportWords is { } why ? new($"peer {network.PeerAddress} can't be reached: {why}", $"联系不上节点 {network.PeerAddress}：{why}")
                : new($"peer {network.PeerAddress}: {e.Message}", $"节点 {network.PeerAddress}：{e.Message}"));
        }

        return null;
    }

    private void Break(OutageReason reason)
    {
        outage = reason.English;
        if (breaks.Add(reason) is { } row)
            Log.Broke(logger, network.Name, verifier.NextBlock, row.Count, row.Since, reason.English);
    }

    // The block before, handed out again byte for byte as to its header, is harmless.
    private bool IsRepetition(Block block)
    {
        if (block.Header is not { } header || header.Number + 1 != verifier.NextBlock)
            return false;

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
        [LoggerMessage(1, LogLevel.Information, "Channel {Channel}: the stream of blocks is open again at block {Block}, after {Count} breaks since {Since:u}")]
        public static partial void Open(ILogger logger, string channel, ulong block, ulong count, DateTimeOffset since);

        [LoggerMessage(
            2, LogLevel.Warning,
            "Channel {Channel}: the stream of blocks broke before block {Block}; times in a row: {Count}, since {Since:u}; the last because {Reason}; connecting again")]
        public static partial void Broke(ILogger logger, string channel, ulong block, ulong count, DateTimeOffset since, string reason);
    }
}
