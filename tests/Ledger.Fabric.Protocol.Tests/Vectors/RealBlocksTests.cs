using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Blocks that real Fabric networks made, of versions 1.1 to 3.</summary>
public sealed class RealBlocksTests
{
    [Fact]
    public void The_whole_chain_of_a_version_2_network_verifies_from_its_genesis()
    {
        var blocks = FabricVectors.Ledger("v20-ledgersData.zip", "testchannel");
        var verifier = BlockVerifier.Start(blocks[0]);

        var verified = blocks.Skip(1).Select(b => verifier.Verify(b)).ToList();

        Assert.Equal(20ul, verifier.NextBlock);
        Assert.All(verified, v => Assert.Equal("OrdererOrgMSP", Assert.Single(v.Signers).MspId));
        Assert.Equal(4, verified.Count(v => v.Configuration is not null));
        Assert.Equal(5ul, verifier.Configuration.Sequence);
        Assert.Equal(["OrdererOrgMSP", "Org1MSP", "Org2MSP", "Org3MSP"], verifier.Configuration.Memberships.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_whole_chain_of_a_version_3_network_with_byzantine_ordering_verifies_from_its_genesis()
    {
        var blocks = FabricVectors.Own("3.1.5-bft.blocks");
        var verifier = BlockVerifier.Start(blocks[0]);

        var verified = blocks.Skip(1).Select(b => verifier.Verify(b)).ToList();

        Assert.Equal("BFT", verifier.Configuration.ConsensusType);
        Assert.All(verified, v => Assert.Equal(3, v.Signers.Count));
        Assert.Equal(
            [TxValidationCode.MvccReadConflict, TxValidationCode.MvccReadConflict, TxValidationCode.MvccReadConflict, TxValidationCode.Valid],
            verified[^1].Block.Transactions.Select(t => t.ValidationCode!.Value).OrderDescending());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_block_of_byzantine_ordering_fails_without_one_of_its_three_signatures(int left)
    {
        var blocks = FabricVectors.Own("3.1.5-bft.blocks");
        var verifier = BlockVerifier.Start(blocks[0]);
        var metadata = Metadata.Parser.ParseFrom(blocks[1].Metadata.Metadata[0]);
        metadata.Signatures.RemoveAt(left);
        blocks[1].Metadata.Metadata[0] = metadata.ToByteString();

        var e = Assert.Throws<BlockVerificationException>(() => verifier.Verify(blocks[1]));

        Assert.Equal(BlockFault.OrdererSignatures, e.Fault);
    }

    [Fact]
    public void A_torn_or_foreign_block_file_says_so()
    {
        var blocks = FabricVectors.Own("3.1.5-bft.blocks");

        Assert.Equal(15, blocks.Count);
        Assert.Throws<FormatException>(() => PeerBlockFile.Read(new MemoryStream([5, 1, 2])).Count());
        Assert.Throws<FormatException>(() => PeerBlockFile.Read(new MemoryStream([3, 0xff, 0xff, 0xff])).Count());
        Assert.Throws<FormatException>(() => PeerBlockFile.Read(new MemoryStream([0xff, 0xff, 0xff, 0xff, 0xff, 0xff])).Count());
        Assert.Throws<FormatException>(() => PeerBlockFile.Read(new MemoryStream([0x80])).Count());
    }

    [Fact]
    public void A_transaction_of_a_version_2_network_is_decoded()
    {
        var blocks = FabricVectors.Ledger("v20-ledgersData.zip", "testchannel");

        var transaction = Assert.Single(ChannelBlock.Decode(blocks[19]).Transactions);

        Assert.True(transaction.IsValid);
        Assert.Equal(HeaderType.EndorserTransaction, transaction.Type);
        Assert.Equal("testchannel", transaction.ChannelName);
        Assert.Equal(TransactionId.Of(transaction.Nonce.Span, transaction.Creator.Span), transaction.TransactionId);
        Assert.True(Member.TryRead(transaction.Creator, out var creator, out _));
        Assert.Equal("Org2MSP", creator.MspId);
        var call = transaction.Call!;
        Assert.Equal(("marbles", "0.0"), (call.ChaincodeName, call.ChaincodeVersion));
        Assert.Equal(["transferMarble", "marble100", "jerry"], call.Arguments.Select(a => a.ToStringUtf8()));
        Assert.Equal(200, call.Response.Status);
        Assert.True(call.ProposalHashMatches);
        Assert.Single(call.Endorsements);
        var set = Assert.Single(call.ReadWriteSets, s => s.Namespace == "marbles");
        Assert.Equal("marble100", Assert.Single(set.Public.Writes).Key);
        Assert.Contains("jerry", set.Public.Writes[0].Value.ToStringUtf8(), StringComparison.Ordinal);
        Assert.Equal(18ul, Assert.Single(set.Public.Reads).Version.BlockNum);
    }

    [Fact]
    public void Writes_to_private_collections_are_decoded_as_hashes()
    {
        var blocks = FabricVectors.Ledger("v20-ledgersData.zip", "testchannel");

        var call = Assert.Single(ChannelBlock.Decode(blocks[13]).Transactions).Call!;

        var set = Assert.Single(call.ReadWriteSets, s => s.Namespace == "marblesp");
        Assert.Equal(2, set.Collections.Count);
        Assert.All(set.Collections, c => Assert.NotEmpty(c.Hashed.HashedWrites));
        Assert.All(set.Collections, c => Assert.Equal(32, c.PrivateHash.Length));
    }

    [Fact]
    public void A_chain_verifies_from_a_later_configuration_block()
    {
        var blocks = FabricVectors.BlockFile("snapshot-blockfile_000000");
        var verifier = BlockVerifier.Start(blocks[0]);

        Assert.All(blocks.Skip(1), b => verifier.Verify(b));

        Assert.Equal(7ul, verifier.NextBlock);
        Assert.Equal("etcdraft", verifier.Configuration.ConsensusType);
    }

    [Fact]
    public void A_reader_that_stops_goes_on_where_it_stood()
    {
        var blocks = FabricVectors.Ledger("v20-ledgersData.zip", "testchannel");
        var first = BlockVerifier.Start(blocks[0]);
        Assert.All(blocks.Skip(1).Take(12), b => first.Verify(b));

        var second = BlockVerifier.Resume(first.Point());

        Assert.Equal(first.Point(), second.Point());
        Assert.All(blocks.Skip(13), b => second.Verify(b));
    }

    [Fact]
    public void Without_what_the_lifecycle_wrote_the_endorsement_policy_is_called_unknown()
    {
        var blocks = FabricVectors.Ledger("v20-ledgersData.zip", "testchannel");
        var learnt = BlockVerifier.Start(blocks[0]);
        Assert.All(blocks.Skip(1).Take(17), b => learnt.Verify(b));
        var point = V1.VerificationPoint.Parser.ParseFrom(learnt.Point());
        point.Chaincodes.Clear();
        var verifier = BlockVerifier.Resume(point.ToByteArray());

        var e = Assert.Throws<BlockVerificationException>(() => verifier.Verify(blocks[18]));

        Assert.Equal((BlockFault.UnknownPolicy, 18ul, 0), (e.Fault, e.BlockNumber, e.TransactionIndex));
        Assert.Contains("marbles", e.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v11-ledgersData.zip", "ledger1")]
    [InlineData("v11-ledgersData.zip", "ledger2")]
    [InlineData("v13-ledgersData.zip", "ledger1")]
    [InlineData("v13-ledgersData.zip", "ledger2")]
    public void The_hashes_of_old_versions_hold(string zip, string channel)
    {
        var blocks = FabricVectors.Ledger(zip, channel);

        Assert.Equal(9, blocks.Count);
        Assert.All(blocks, b => Assert.Equal(b.Header.DataHash.ToByteArray(), BlockHash.OfData(b.Data.Data)));
        // Version 1.1 left the previous hash of block 1 empty.
        var chained = blocks.Skip(zip.StartsWith("v11", StringComparison.Ordinal) ? 2 : 1);
        Assert.All(chained, b => Assert.Equal(BlockHash.OfHeader(blocks[(int)b.Header.Number - 1].Header), b.Header.PreviousHash.ToByteArray()));
        Assert.Equal(TxValidationCode.MvccReadConflict, ChannelBlock.Decode(blocks[8]).Transactions[0].ValidationCode);
    }

    [Fact]
    public void The_empty_previous_hash_of_version_1_1_is_a_fault_unless_tolerated()
    {
        var blocks = FabricVectors.Ledger("v11-ledgersData.zip", "ledger1");

        var strict = Assert.Throws<BlockVerificationException>(() => BlockVerifier.Start(blocks[0]).Verify(blocks[1]));
        var tolerant = Assert.Throws<BlockVerificationException>(
            () => BlockVerifier.Start(blocks[0], new BlockVerifierOptions { AllowEmptyPreviousHashInBlockOne = true }).Verify(blocks[1]));

        Assert.Equal(BlockFault.PreviousHash, strict.Fault);
        Assert.Contains("nothing", strict.Detail, StringComparison.Ordinal);
        // The test ledger has no ordering node, so that is what fails next.
        Assert.Equal(BlockFault.OrdererSignatures, tolerant.Fault);
    }

    [Theory]
    [InlineData("etcdraftgenesis.block", "etcdraft", 0, new[] { "Org1MSP", "Org2MSP", "OrdererMSP" })]
    [InlineData("mychannel.block", "kafka", 0, new[] { "Org1MSP", "Org2MSP", "OrdererMSP" })]
    [InlineData("smartbft-mychannel.block", "BFT", 4, new[] { "Org1MSP", "Org2MSP", "OrdererMSP" })]
    public void The_configuration_of_a_genesis_block_is_read(string file, string consensus, int consenters, string[] memberships)
    {
        var verifier = BlockVerifier.Start(FabricVectors.File(file));

        var configuration = verifier.Configuration;

        Assert.Equal(consensus, configuration.ConsensusType);
        Assert.Equal(consenters, configuration.Consenters.Count);
        Assert.Equal(memberships.Order(StringComparer.Ordinal), configuration.Memberships.Keys.Order(StringComparer.Ordinal));
        Assert.True(configuration.HasPolicy(ChannelConfiguration.BlockValidationPolicy));
        Assert.All(configuration.Consenters.Values, c =>
        {
            Assert.True(Member.TryRead(c, out var member, out var fault), fault);
            Assert.Null(configuration.MemberFault(member));
        });
    }

    [Fact]
    public void A_block_of_the_system_channel_of_version_1_is_decoded_as_far_as_it_can_be()
    {
        var block = ChannelBlock.Decode(FabricVectors.Block("block3.pb"));

        var transaction = Assert.Single(block.Transactions);
        Assert.Equal(HeaderType.OrdererTransaction, transaction.Type);
        Assert.Equal("e2e-orderer-syschan", transaction.ChannelName);
        Assert.Null(transaction.ValidationCode);
        Assert.False(transaction.IsValid);
    }

    [Fact]
    public void A_changed_byte_of_header_data_or_signatures_is_caught()
    {
        var blocks = FabricVectors.Ledger("v20-ledgersData.zip", "testchannel");
        var before = BlockVerifier.Start(blocks[0]);
        Assert.All(blocks.Skip(1).Take(17), b => before.Verify(b));
        var point = before.Point();
        var verifier = BlockVerifier.Resume(point);

        foreach (var (what, changed) in Changes(blocks[18]))
        {
            var e = Assert.ThrowsAny<Exception>(() => verifier.Verify(changed));
            Assert.True(e is BlockVerificationException, $"{what}: {e}");
            Assert.Equal(18ul, verifier.NextBlock);
        }

        verifier.Verify(blocks[18]);
    }

    [Fact]
    public void What_nothing_signs_may_change_unnoticed()
    {
        var blocks = FabricVectors.Ledger("v20-ledgersData.zip", "testchannel");
        var before = BlockVerifier.Start(blocks[0]);
        Assert.All(blocks.Skip(1).Take(17), b => before.Verify(b));
        var point = before.Point();

        foreach (var slot in new[] { BlockMetadataIndex.LastConfig, BlockMetadataIndex.Orderer, BlockMetadataIndex.CommitHash })
        {
            var changed = blocks[18].Clone();
            changed.Metadata.Metadata[(int)slot] = ByteString.CopyFromUtf8("anything");
            BlockVerifier.Resume(point).Verify(changed);
        }

        var invalid = blocks[18].Clone();
        invalid.Metadata.Metadata[(int)BlockMetadataIndex.TransactionsFilter] = ByteString.CopyFrom((byte)TxValidationCode.MvccReadConflict);
        Assert.False(Assert.Single(BlockVerifier.Resume(point).Verify(invalid).Block.Transactions).IsValid);
    }

    [Theory]
    [InlineData("mychannel.block")]
    [InlineData("smartbft-mychannel.block")]
    public void Bytes_that_are_no_block_raise_the_one_typed_error(string file)
    {
        var bytes = FabricVectors.File(file);
        for (var i = 0; i < bytes.Length; i += 37)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= (byte)(1 << (i % 8));
            Attempt(changed);
            Attempt(bytes[..i]);
        }

        static void Attempt(byte[] changed)
        {
            try
            {
                BlockVerifier.Start(changed);
            }
            catch (BlockVerificationException)
            {
                // The one error a caller has to expect.
            }
        }
    }

    private static IEnumerable<(string What, Block Block)> Changes(Block block)
    {
        for (var i = 0; i < 32; i++)
        {
            yield return ($"previous hash {i}", Change(block, b => b.Header.PreviousHash = Flip(b.Header.PreviousHash, i)));
            yield return ($"data hash {i}", Change(block, b => b.Header.DataHash = Flip(b.Header.DataHash, i)));
        }

        for (var bit = 0; bit < 64; bit++)
            yield return ($"number bit {bit}", Change(block, b => b.Header.Number ^= 1ul << bit));
        for (var i = 0; i < block.Data.Data[0].Length; i++)
            yield return ($"data {i}", Change(block, b => b.Data.Data[0] = Flip(b.Data.Data[0], i)));
        for (var i = 0; i < block.Metadata.Metadata[0].Length; i++)
            yield return ($"signatures {i}", Change(block, b => b.Metadata.Metadata[0] = Flip(b.Metadata.Metadata[0], i)));
    }

    private static Block Change(Block block, Action<Block> change)
    {
        var changed = block.Clone();
        change(changed);
        return changed;
    }

    private static ByteString Flip(ByteString bytes, int position)
    {
        var changed = bytes.ToByteArray();
        changed[position] ^= (byte)(1 << (position % 8));
        return ByteString.CopyFrom(changed);
    }
}
