using System.Runtime.CompilerServices;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.V1;
using Ledger.V1;
using Microsoft.Extensions.Logging;

namespace Ledger.Fabric;

/// <summary>
/// The channel's verified blocks with what belongs to the ledger in each, from the one after a given Fabric block on. The
/// genesis that the channel was founded on is compared with the ledger's before anything else is handed out.
/// </summary>
internal sealed partial class ChannelHistory(Network network, GenesisBlock genesis, FabricOrderingOptions options, ILogger logger, bool keepsPoints)
{
    private readonly LedgerTransactions ours = new(options.Chaincode);
    private readonly BlockVerifierOptions verification =
        options.Verification with { Namespaces = new HashSet<string>(StringComparer.Ordinal) { options.Chaincode } };
    private readonly VerificationPointFile points = new(options.PointFile);
    private volatile VerifiedBlockReader? reader;
    private volatile string? fault;
    private volatile string? end;
    private FabricBlock? newest;
    private ByteString firstBlockHash = ByteString.Empty;
    private int unsaved;

    /// <summary>Why nothing is read; null while blocks can come.</summary>
    public string? Outage => fault ?? (reader is { } current ? current.Outage : "not read yet");

    /// <summary>Why nothing is read any more, because what was shown is not this ledger's history; null while another attempt may succeed.</summary>
    public string? End => end;

    /// <summary>Streams blocks; without end until cancelled.</summary>
    /// <param name="after">Fabric block of the newest seal that the caller holds, or null when it holds genesis alone.</param>
    /// <param name="ct">Ends the stream.</param>
    /// <exception cref="BlockVerificationException">The own peer shows a block that fails.</exception>
    /// <exception cref="BlockStreamException">The own peer refuses this reader.</exception>
    /// <exception cref="ChannelHistoryException">The channel is not this ledger's, or not the one that the caller holds.</exception>
    public async IAsyncEnumerable<(ChannelBlock Block, IReadOnlyList<LedgerTransaction> Envelopes, bool Founded)> ReadAsync(
        FabricBlock? after, [EnumeratorCancellation] CancellationToken ct)
    {
        fault = null;
        end = null;
        newest = after;
        var verifier = Open(after);
        var founded = after is not null;
        var current = new VerifiedBlockReader(network, verifier, logger,
            new VerifiedBlockReaderOptions { FromBlockBefore = true, OwnFault = options.OwnFault, Time = options.Time });
        reader = current;
        await using var blocks = current.ReadAsync(ct).GetAsyncEnumerator(ct);
        while (await NextAsync(blocks) is { } verified)
        {
            var block = verified.Block;
            if (block.Number <= after?.Number)
            {
                CheckHeld(block.Number, block.HeaderHash, after);
                continue;
            }

            if (verified.Configuration is { } configuration)
                TellUnread(configuration);

            var envelopes = Admit(block, ref founded);
            yield return (block, envelopes, founded);
            if (envelopes.Count > 0)
                newest = new FabricBlock { Number = block.Number, HeaderHash = ByteString.CopyFrom(block.HeaderHash.Span) };

            Keep(verifier, verified);
        }
    }

    /// <summary>Reads until the channel is founded.</summary>
    /// <exception cref="ChannelHistoryException">It is founded on another genesis.</exception>
    public async Task CheckGenesisAsync(CancellationToken ct)
    {
        await foreach (var (_, _, founded) in ReadAsync(after: null, ct))
        {
            if (founded)
                return;
        }
    }

    /// <summary>An exception for what makes the channel not this ledger's; stays as the outage.</summary>
    public ChannelHistoryException Fault(string what)
    {
        fault = end = $"Fabric channel {options.Channel} is not the ordering of this ledger: {what}.";
        return new ChannelHistoryException(fault);
    }

    /// <summary>A verifier that stands before the block after the given one: where it was left, or else at the channel's first block.</summary>
    private BlockVerifier Open(FabricBlock? after)
    {
        var start = Start();
        firstBlockHash = ByteString.CopyFrom(start.PreviousHash.Span);
        var verifier = Resume(after, start.PreviousHash) ?? start;
        CheckHeld(verifier.NextBlock - 1, verifier.PreviousHash, after);
        TellUnread(verifier.Configuration);
        return verifier;
    }

    private void TellUnread(ChannelConfiguration configuration)
    {
        foreach (var what in configuration.Unread)
            LogUnread(logger, options.Channel, configuration.Sequence, what);
    }

    private BlockVerifier Start()
    {
        try
        {
            var verifier = BlockVerifier.Start(options.ChannelGenesis.Span, verification);
            return verifier.ChannelName == options.Channel
                ? verifier
                : throw Fault($"the first block is that of channel {verifier.ChannelName}; configured is {options.Channel}");
        }
        catch (BlockVerificationException e)
        {
            throw Fault($"the first block configured cannot be used: {e.Message}");
        }
    }

    /// <summary>
    /// From the point kept, if it follows from the first block configured and leaves out nothing of the ledger: it stands at the
    /// newest seal's block or before, or behind it with none of the ledger's blocks between.
    /// </summary>
    private BlockVerifier? Resume(FabricBlock? after, ReadOnlyMemory<byte> firstBlock)
    {
        if (after is null || points.Read() is not { } bytes)
            return null;

        try
        {
            var kept = KeptPoint.Parser.ParseFrom(bytes);
            var verifier = BlockVerifier.Resume(kept.Point.Span, verification);
            return verifier.ChannelName == options.Channel
                && kept.FirstBlockHash.Span.SequenceEqual(firstBlock.Span)
                && (verifier.NextBlock <= after.Number + 1 || (kept.SealedBlock == after.Number && kept.SealedHash.Equals(after.HeaderHash)))
                    ? verifier
                    : null;
        }
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>The block that the newest seal names must be the one that the channel has there.</summary>
    private void CheckHeld(ulong number, ReadOnlyMemory<byte> headerHash, FabricBlock? after)
    {
        if (number == after?.Number && !headerHash.Span.SequenceEqual(after.HeaderHash.Span))
        {
            throw Fault(
                $"Fabric block {number} has header hash {Convert.ToHexStringLower(headerHash.Span)}; the newest seal held here was cut from one with "
                + $"{Convert.ToHexStringLower(after.HeaderHash.Span)}: another history. Rebuild this peer by replay");
        }
    }

    private List<LedgerTransaction> Admit(ChannelBlock block, ref bool founded)
    {
        var envelopes = new List<LedgerTransaction>();
        foreach (var transaction in ReadOurs(block))
        {
            if (transaction.Function == LedgerFunctions.Submit && founded)
            {
                envelopes.Add(transaction);
                continue;
            }

            if (founded || transaction.Function != LedgerFunctions.Found || !transaction.Subject.Span.SequenceEqual(genesis.Entry))
                throw Fault($"Fabric block {block.Number}, transaction {transaction.Id}: {FoundingFault(transaction, founded)}");

            founded = true;
        }

        return envelopes;
    }

    private string FoundingFault(LedgerTransaction transaction, bool founded) =>
        founded ? "the channel is founded a second time"
        : transaction.Function == LedgerFunctions.Submit ? "an envelope stands before genesis"
        : $"the channel was founded on the genesis with SHA-256 {Hash(transaction.Subject)}; this node's has {Convert.ToHexStringLower(genesis.Sha256)}";

    private IReadOnlyList<LedgerTransaction> ReadOurs(ChannelBlock block)
    {
        try
        {
            return ours.Read(block);
        }
        catch (ChannelHistoryException e)
        {
            fault = end = e.Message;
            throw;
        }
    }

    private async ValueTask<VerifiedBlock?> NextAsync(IAsyncEnumerator<VerifiedBlock> blocks)
    {
        try
        {
            return await blocks.MoveNextAsync() ? blocks.Current : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            fault = e.Message;
            end = e is BlockVerificationException ? e.Message : null;
            throw;
        }
    }

    private void Keep(BlockVerifier verifier, VerifiedBlock verified)
    {
        var changesRules = verified.Configuration is not null
            || verified.Block.Transactions.Any(t => t is { IsValid: true, Call.IsOfLifecycle: true });
        if (!keepsPoints || (++unsaved < options.PointEvery && !changesRules))
            return;

        unsaved = 0;
        try
        {
            points.Write(new KeptPoint
            {
                Point = UnsafeByteOperations.UnsafeWrap(verifier.Point()),
                FirstBlockHash = firstBlockHash,
                SealedBlock = newest?.Number ?? 0,
                SealedHash = newest?.HeaderHash ?? ByteString.Empty,
            }.ToByteArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without it the next start verifies from an older point, or from the first block: slower, nothing else.
            LogPointNotKept(logger, e.Message);
        }
    }

    [LoggerMessage(22, LogLevel.Warning, "How far the channel was verified could not be kept: {Reason}; the next start verifies from an older point")]
    private static partial void LogPointNotKept(ILogger logger, string reason);

    [LoggerMessage(23, LogLevel.Warning, "Channel {Channel}, configuration {Sequence}: {What}")]
    private static partial void LogUnread(ILogger logger, string channel, ulong sequence, string what);

    private static string Hash(ByteString entry) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(entry.Span));
}
