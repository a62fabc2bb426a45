using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Every byte of a real block is changed once, wherever it stands: either that is caught, or it changed nothing of what a block says.</summary>
public sealed class FlippedByteTests
{
    [Theory]
    [InlineData("2.0", 18)]
    [InlineData("3.1.5 BFT", 1)]
    [InlineData("3.1.5 BFT", 9)]
    [InlineData("3.1.5 BFT", 14)]
    [InlineData("snapshot", 5)]
    public void Any_changed_byte_of_a_block_is_caught_or_says_the_same(string vector, int number)
    {
        var blocks = Vector(vector);
        var original = blocks.Single(b => b.Header.Number == (ulong)number);
        var before = BlockVerifier.Start(blocks[0]);
        Assert.All(blocks.Skip(1).TakeWhile(b => !ReferenceEquals(b, original)), b => before.Verify(b));
        var point = before.Point();
        var expected = BlockVerifier.Resume(point).Verify(original);
        var bytes = original.ToByteArray();
        var passed = 0;

        var verifier = BlockVerifier.Resume(point);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= (byte)(1 << (i % 8));
            try
            {
                var verified = verifier.Verify(changed);
                AssertSame(expected, verified, Block.Parser.ParseFrom(changed), original, $"byte {i} of {bytes.Length}");
                verifier = BlockVerifier.Resume(point);
                passed++;
            }
            catch (BlockVerificationException)
            {
                Assert.Equal((ulong)number, verifier.NextBlock);
            }
        }

        // What is not proved is small beside the block: the peer's own slots of the metadata.
        var unproved = original.Metadata.Metadata.Skip(1).Sum(slot => slot.Length + 4);
        Assert.InRange(passed, 0, unproved + 8);
    }

    /// <summary>
    /// The ledgers of 1.1 and 1.3 were made by Fabric's own test tool: blocks unsigned, creators and signatures invented, another
    /// channel in the headers. What can be verified of them is the hashes, and these catch any changed byte of header and data.
    /// </summary>
    [Theory]
    [InlineData("v11-ledgersData.zip", "ledger1")]
    [InlineData("v11-ledgersData.zip", "ledger2")]
    [InlineData("v13-ledgersData.zip", "ledger1")]
    [InlineData("v13-ledgersData.zip", "ledger2")]
    public void Any_changed_byte_of_an_old_block_shows_in_its_hashes_or_leaves_header_and_data_alone(string zip, string channel)
    {
        var blocks = FabricVectors.Ledger(zip, channel);
        foreach (var (original, next) in blocks.Skip(1).Zip(blocks.Skip(2)))
        {
            var bytes = original.ToByteArray();
            for (var i = 0; i < bytes.Length; i++)
            {
                var changed = (byte[])bytes.Clone();
                changed[i] ^= (byte)(1 << (i % 8));
                Block block;
                try
                {
                    block = Block.Parser.ParseFrom(changed);
                }
                catch (InvalidProtocolBufferException)
                {
                    continue;
                }

                if (block.Header is null || block.Data is null || !BlockHash.OfHeader(block.Header).AsSpan().SequenceEqual(next.Header.PreviousHash.Span)
                    || !BlockHash.OfData(block.Data.Data).AsSpan().SequenceEqual(block.Header.DataHash.Span)
                    || block.Data.Data.Any(envelope => EnvelopeForm.Read(envelope, out _, out _) is not null))
                {
                    continue;
                }

                Assert.Equal(original.Header.Number, block.Header.Number);
                Assert.Equal(original.Data.Data, block.Data.Data);
            }
        }
    }

    [Theory]
    [InlineData("v11-ledgersData.zip", "ledger1")]
    [InlineData("v11-ledgersData.zip", "ledger2")]
    [InlineData("v13-ledgersData.zip", "ledger1")]
    [InlineData("v13-ledgersData.zip", "ledger2")]
    public void Transactions_of_the_old_ledgers_bear_nothing_that_could_be_verified(string zip, string channel)
    {
        var transactions = FabricVectors.Ledger(zip, channel).Skip(1).SelectMany(b => ChannelBlock.Decode(b).Transactions).ToList();

        Assert.NotEmpty(transactions);
        Assert.All(transactions, transaction =>
        {
            Assert.Equal("dummyChannel", transaction.ChannelName);
            Assert.False(Member.TryRead(transaction.Creator, out _, out _));
            Assert.False(DerSignature.HasLowS(transaction.Envelope!.Signature.Span));
            Assert.All(transaction.Call!.Endorsements, endorsement => Assert.False(Member.TryRead(endorsement.Endorser, out _, out _)));
        });
    }

    private static IReadOnlyList<Block> Vector(string name) => name switch
    {
        "2.0" => FabricVectors.Ledger("v20-ledgersData.zip", "testchannel"),
        "3.1.5 BFT" => FabricVectors.Own("3.1.5-bft.blocks"),
        _ => FabricVectors.BlockFile("snapshot-blockfile_000000"),
    };

    private static void AssertSame(VerifiedBlock expected, VerifiedBlock verified, Block changed, Block original, string what)
    {
        Assert.True(expected.Block.HeaderHash.Span.SequenceEqual(verified.Block.HeaderHash.Span), what);
        Assert.True(original.Data.Data.SequenceEqual(changed.Data.Data), what);
        Assert.True(expected.Signers.Select(s => s.Serialized).SequenceEqual(verified.Signers.Select(s => s.Serialized)), what);
        // A verdict that the peer did not give for a valid transaction is not proved; one of validity is.
        foreach (var (one, other) in expected.Block.Transactions.Zip(verified.Block.Transactions))
            Assert.True(one.ValidationCode == other.ValidationCode || !other.IsValid, what);
        // All else that may differ are the peer's own slots: old copies, the verdicts and the commit hash.
        for (var slot = 0; slot < original.Metadata.Metadata.Count; slot++)
        {
            var same = slot < changed.Metadata.Metadata.Count && original.Metadata.Metadata[slot].Equals(changed.Metadata.Metadata[slot]);
            Assert.True(
                same || (BlockMetadataIndex)slot is BlockMetadataIndex.LastConfig or BlockMetadataIndex.TransactionsFilter
                    or BlockMetadataIndex.Orderer or BlockMetadataIndex.CommitHash, what);
        }
    }
}
