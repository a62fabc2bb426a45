using Google.Protobuf;
using Ledger.Fabric.Protos;
using Ledger.Fabric.V1;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Verifies a channel's blocks one after the other, from a block that the caller trusts. Its whole state is
/// <see cref="Point"/>: kept, it goes on from there in another process. Not for several threads.
/// </summary>
/// <remarks>
/// <para>Proved of a block that passes: its number, and that it follows the block before; that its envelopes are those
/// its header hashes; that the ordering nodes signed it as the configuration in force demands; and of each transaction
/// called valid, that a member of the channel signed it, that its id is that of its nonce and creator, and that endorsers
/// who satisfy the policies signed this very result for this very proposal; of transactions that
/// <see cref="BlockVerifierOptions.Namespaces"/> leaves out, only that they can be read, arguments aside, and which namespaces they write.</para>
/// <para>Not proved: the validation codes (slot 2 of the metadata), which each peer writes itself, beyond what is said
/// above: reads in conflict are not judged again, and nothing shows that a transaction called invalid is so. Slots 1, 3
/// and 4 (old copies, and the peer's commit hash) are not looked at. A change of configuration rests on the ordering
/// nodes' signatures; whether the organisations agreed to it is not judged. The first block is taken as it is: pin its
/// hash.</para>
/// </remarks>
public sealed class BlockVerifier
{
    private readonly BlockVerifierOptions options;
    private readonly MemberCache members = new();
    private ChaincodeRulesBook book;

    private BlockVerifier(VerifierPoint point, ChaincodeRulesBook book, BlockVerifierOptions options)
    {
        Position = point;
        this.book = book;
        this.options = options;
    }

    /// <summary>The channel.</summary>
    public string ChannelName => Position.ChannelName;

    /// <summary>Number of the block wanted next.</summary>
    public ulong NextBlock => Position.NextBlock;

    /// <summary>Header hash of the block before it.</summary>
    public ReadOnlyMemory<byte> PreviousHash => Position.PreviousHash.Memory;

    /// <summary>The configuration in force.</summary>
    public ChannelConfiguration Configuration => Position.Configuration;

    private VerifierPoint Position { get; set; }

    /// <summary>
    /// Starts at a configuration block that the caller trusts: the genesis block that it founded the channel with, or a
    /// later one from a source of its own. The block itself is not proved: compare <see cref="PreviousHash"/> afterwards
    /// with the hash known.
    /// </summary>
    /// <param name="configurationBlock">A <c>common.Block</c> with one transaction, a configuration.</param>
    /// <param name="options">What to tolerate; null for nothing.</param>
    /// <exception cref="BlockVerificationException">It is no such block.</exception>
    public static BlockVerifier Start(ReadOnlySpan<byte> configurationBlock, BlockVerifierOptions? options = null) =>
        Start(Parse(configurationBlock, 0), options);

    /// <inheritdoc cref="Start(ReadOnlySpan{byte}, BlockVerifierOptions?)"/>
    public static BlockVerifier Start(Block configurationBlock, BlockVerifierOptions? options = null)
    {
        CheckShape(configurationBlock, 0);
        CheckData(configurationBlock);
        var number = configurationBlock.Header.Number;
        if (configurationBlock.Data.Data.Count != 1
            || TransactionDecoder.Decode(0, configurationBlock.Data.Data[0], code: null) is not { Type: HeaderType.Config } transaction)
        {
            throw new BlockVerificationException(BlockFault.Configuration, number, "it is no configuration block, and only such a one can be the start");
        }

        var configuration = ReadConfiguration(number, transaction);
        var point = new VerifierPoint(
            transaction.ChannelName, number + 1, UnsafeByteOperations.UnsafeWrap(BlockHash.OfHeader(configurationBlock.Header)), number, configuration);
        return new BlockVerifier(point, ChaincodeRulesBook.Empty, options ?? new());
    }

    /// <summary>Goes on from a <see cref="Point"/> kept before.</summary>
    /// <param name="point">The bytes.</param>
    /// <param name="options">As before: they are no part of the point.</param>
    /// <exception cref="FormatException">The bytes are no point.</exception>
    public static BlockVerifier Resume(ReadOnlySpan<byte> point, BlockVerifierOptions? options = null)
    {
        var kept = Gateway.Parse(VerificationPoint.Parser, point, "verification point");
        if (!ChannelConfiguration.TryRead(kept.Configuration, out var configuration, out var fault) || kept.PreviousHash.Length != BlockHash.Size)
            throw new FormatException($"The bytes are no verification point: {fault ?? "the previous hash is no hash"}.");

        return new BlockVerifier(
            new VerifierPoint(kept.Channel, kept.NextBlock, kept.PreviousHash, kept.ConfigurationBlock, configuration),
            ChaincodeRulesBook.Of(kept.Chaincodes),
            options ?? new());
    }

    /// <summary>Where the verifier stands: position, configuration in force and endorsement policies learnt.</summary>
    public byte[] Point() => new VerificationPoint
    {
        Channel = ChannelName,
        NextBlock = NextBlock,
        PreviousHash = Position.PreviousHash,
        ConfigurationBlock = Position.ConfigurationBlock,
        Configuration = Configuration.Bytes,
        Chaincodes = { book.Rules },
    }.ToByteArray();

    /// <summary>Verifies the next block and moves on to the one after it.</summary>
    /// <param name="block">A <c>common.Block</c>.</param>
    /// <exception cref="BlockVerificationException">The block fails; the verifier stays where it is.</exception>
    public VerifiedBlock Verify(ReadOnlySpan<byte> block) => Verify(Parse(block, NextBlock));

    /// <inheritdoc cref="Verify(ReadOnlySpan{byte})"/>
    public VerifiedBlock Verify(Block block)
    {
        CheckShape(block, NextBlock);
        CheckChain(block.Header);
        CheckData(block);
        var signatures = CheckSignatures(block);
        var decoded = ChannelBlock.Decode(block);
        CheckCodes(block, decoded);
        var configuration = ConfigurationIn(decoded);
        CheckLastConfiguration(decoded.Number, signatures, configuration is not null);
        CheckTransactions(decoded);

        ChaincodeRulesBook nextBook;
        try
        {
            nextBook = book.After(decoded, options.Namespaces);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new BlockVerificationException(BlockFault.TransactionUnreadable, decoded.Number, $"a chaincode definition cannot be read: {e.Message}");
        }

        book = nextBook;
        Position = new VerifierPoint(
            ChannelName,
            decoded.Number + 1,
            ByteString.CopyFrom(decoded.HeaderHash.Span),
            configuration is null ? Position.ConfigurationBlock : decoded.Number,
            configuration ?? Configuration);
        return new VerifiedBlock(decoded, signatures.Signers, signatures.Ignored, configuration);
    }

    private static Block Parse(ReadOnlySpan<byte> bytes, ulong expected)
    {
        try
        {
            return Block.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new BlockVerificationException(BlockFault.Unreadable, expected, $"the bytes are no block: {e.Message}");
        }
    }

    private static void CheckShape(Block block, ulong expected)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block.Header is null || block.Data is not { Data.Count: > 0 })
            throw new BlockVerificationException(BlockFault.Unreadable, block.Header?.Number ?? expected, "it has no header or no transaction");
    }

    private void CheckChain(BlockHeader header)
    {
        if (header.Number != NextBlock)
            throw new BlockVerificationException(BlockFault.Number, header.Number, $"block {NextBlock} comes next");

        if (header.PreviousHash.Equals(Position.PreviousHash)
            || (header is { Number: 1, PreviousHash.IsEmpty: true } && options.AllowEmptyPreviousHashInBlockOne))
        {
            return;
        }

        throw new BlockVerificationException(
            BlockFault.PreviousHash, header.Number, $"it follows {Hex(header.PreviousHash)}, the block before has the hash {Hex(Position.PreviousHash)}");
    }

    private static void CheckData(Block block)
    {
        var number = block.Header.Number;
        var hash = BlockHash.OfData(block.Data.Data);
        if (!block.Header.DataHash.Span.SequenceEqual(hash))
        {
            throw new BlockVerificationException(
                BlockFault.DataHash, number, $"its header says {Hex(block.Header.DataHash)}, its envelopes hash to {Convert.ToHexStringLower(hash)}");
        }

        if (block.Data.Data.Count == 1 && EnvelopeForm.ReadConfiguration(block.Data.Data[0]) is not null)
            return;

        // The hash does not tell where an envelope ends, and two run together would be read as the second: the form fixes it.
        for (var i = 0; i < block.Data.Data.Count; i++)
        {
            if (EncodingFault(block.Data.Data[i]) is { } fault)
                throw new BlockVerificationException(BlockFault.EnvelopeEncoding, number, fault, i);
        }
    }

    private static string? EncodingFault(ByteString bytes) =>
        EnvelopeForm.Read(bytes, out _, out var signature) ?? (signature.IsEmpty ? "its envelope has no signature" : null);

    private BlockSignatures CheckSignatures(Block block)
    {
        try
        {
            var signatures = BlockSignatures.Read(block, Configuration, members);
            // A channel without ordering organisations would be satisfied with nobody.
            if (options.AllowUnsignedBlocks
                || (signatures.Signers.Count > 0 && Configuration.IsSatisfied(ChannelConfiguration.BlockValidationPolicy, signatures.Signers)))
            {
                return signatures;
            }

            var by = signatures.Signers.Count == 0 ? "nobody" : string.Join(", ", signatures.Signers);
            throw new BlockVerificationException(
                BlockFault.OrdererSignatures,
                block.Header.Number,
                $"it is signed by {by}, which does not satisfy {ChannelConfiguration.BlockValidationPolicy} of configuration {Configuration.Sequence}; {signatures.Ignored} signatures do not hold");
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new BlockVerificationException(BlockFault.OrdererSignatures, block.Header.Number, $"its signatures cannot be read: {e.Message}");
        }
    }

    private void CheckLastConfiguration(ulong number, BlockSignatures signatures, bool bringsConfiguration)
    {
        // Versions before 1.4.1 sign an empty value and keep the number in slot 1, signed by itself.
        if (signatures.Value.IsEmpty)
            return;

        var expected = bringsConfiguration ? number : Position.ConfigurationBlock;
        try
        {
            var said = Wire.Parse(OrdererBlockMetadata.Parser, signatures.Value).LastConfig?.Index ?? 0;
            if (said != expected)
            {
                throw new BlockVerificationException(BlockFault.LastConfiguration, number,
                    $"it says that block {said} holds the configuration in force; it is block {expected}");
            }
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new BlockVerificationException(BlockFault.LastConfiguration, number, $"its signed metadata cannot be read: {e.Message}");
        }
    }

    private static void CheckCodes(Block block, ChannelBlock decoded)
    {
        var count = ChannelBlock.ValidationCodes(block).Length;
        if (count != decoded.Transactions.Count)
        {
            throw new BlockVerificationException(BlockFault.ValidationCodes, decoded.Number,
                $"it has {count} validation codes for {decoded.Transactions.Count} transactions");
        }

        if (decoded.Transactions.FirstOrDefault(t => !Enum.IsDefined(t.ValidationCode!.Value)) is { } unknown)
        {
            throw new BlockVerificationException(BlockFault.ValidationCodes, decoded.Number, $"validation code {(int)unknown.ValidationCode!} is not known",
                unknown.Index, unknown.TransactionId);
        }
    }

    private ChannelConfiguration? ConfigurationIn(ChannelBlock block)
    {
        if (block.Transactions.FirstOrDefault(t => t is { IsValid: true, Type: HeaderType.Config }) is not { } transaction)
            return null;

        if (block.Transactions.Count != 1)
        {
            throw new BlockVerificationException(BlockFault.Configuration, block.Number, "a configuration does not stand alone in its block",
                transaction.Index, transaction.TransactionId);
        }

        var configuration = ReadConfiguration(block.Number, transaction);
        return configuration.Sequence > Configuration.Sequence
            ? configuration
            : throw new BlockVerificationException(
                BlockFault.Configuration, block.Number, $"configuration {configuration.Sequence} follows configuration {Configuration.Sequence}",
                transaction.Index);
    }

    private static ChannelConfiguration ReadConfiguration(ulong number, ChannelTransaction transaction) =>
        ChannelConfiguration.TryRead(transaction.ConfigurationBytes, out var configuration, out var fault)
            ? configuration
            : throw new BlockVerificationException(BlockFault.Configuration, number, $"its configuration cannot be used: {fault}", transaction.Index);

    private void CheckTransactions(ChannelBlock block)
    {
        var judge = new TransactionJudge(ChannelName, Configuration, options.Namespaces, new EndorsementJudge(Configuration, book, options, members), members);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var transaction in block.Transactions.Where(t => t.IsValid))
        {
            if (judge.Judge(transaction) is var (fault, detail))
                throw new BlockVerificationException(fault, block.Number, detail, transaction.Index, transaction.TransactionId);

            if (transaction.Type == HeaderType.EndorserTransaction && !ids.Add(transaction.TransactionId))
            {
                throw new BlockVerificationException(
                    BlockFault.DuplicateTransactionId, block.Number, "another one of the block has the same id", transaction.Index, transaction.TransactionId);
            }
        }
    }

    private static string Hex(ByteString bytes) => bytes.IsEmpty ? "nothing" : Convert.ToHexStringLower(bytes.Span);

    private sealed record VerifierPoint(string ChannelName, ulong NextBlock, ByteString PreviousHash, ulong ConfigurationBlock,
        ChannelConfiguration Configuration);
}
