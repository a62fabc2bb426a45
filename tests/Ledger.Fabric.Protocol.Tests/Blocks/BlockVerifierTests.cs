using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>The block as a whole: chain, hashes, ordering nodes' signatures, configuration.</summary>
public sealed class BlockVerifierTests
{
    [Fact]
    public void A_good_block_passes_and_names_its_signer()
    {
        using var bench = new VerifierBench();

        var verified = bench.Verify(Good(bench), Good(bench));

        Assert.Equal(2, verified.Block.Transactions.Count);
        Assert.Equal("OrdererMSP", Assert.Single(verified.Signers).MspId);
        Assert.Equal(0, verified.IgnoredSignatures);
        Assert.Null(verified.Configuration);
        Assert.Equal(3ul, bench.Verifier.NextBlock);
        Assert.Equal(verified.Block.HeaderHash.ToArray(), bench.Verifier.PreviousHash.ToArray());
    }

    [Fact]
    public void A_block_left_out_is_noticed()
    {
        using var bench = new VerifierBench();
        bench.Channel.Cut([Good(bench).Build().ToByteString()]);

        var e = bench.Fails(BlockFault.Number, () => bench.Verify(Good(bench)));

        Assert.Equal(3ul, e.BlockNumber);
        Assert.Contains("block 2 comes next", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_history_is_noticed()
    {
        using var bench = new VerifierBench();
        var block = bench.Channel.Cut([Good(bench).Build().ToByteString()]);
        block.Header.PreviousHash = ByteString.CopyFrom(new byte[32]);

        bench.Fails(BlockFault.PreviousHash, () => bench.Verifier.Verify(block));
    }

    [Fact]
    public void Two_envelopes_run_together_are_noticed_though_the_hash_is_the_same()
    {
        using var bench = new VerifierBench();
        var block = bench.Channel.Cut([Good(bench).Build().ToByteString(), Good(bench).Build().ToByteString()]);
        var together = ByteString.CopyFrom([.. block.Data.Data[0], .. block.Data.Data[1]]);
        block.Data.Data.Clear();
        block.Data.Data.Add(together);
        block.Metadata.Metadata[2] = ByteString.CopyFrom(0);

        Assert.Equal(block.Header.DataHash.ToByteArray(), BlockHash.OfData(block.Data.Data));
        bench.Fails(BlockFault.EnvelopeEncoding, () => bench.Verifier.Verify(block));
    }

    [Fact]
    public void A_boundary_moved_between_envelopes_is_noticed()
    {
        using var bench = new VerifierBench();
        var block = bench.Channel.Cut([Good(bench).Build().ToByteString(), Good(bench).Build().ToByteString()]);
        var (first, second) = (block.Data.Data[0].ToByteArray(), block.Data.Data[1].ToByteArray());
        block.Data.Data[0] = ByteString.CopyFrom(first[..^10]);
        block.Data.Data[1] = ByteString.CopyFrom([.. first[^10..], .. second]);

        bench.Fails(BlockFault.EnvelopeEncoding, () => bench.Verifier.Verify(block));
    }

    [Fact]
    public void A_block_without_signatures_fails_unless_tolerated()
    {
        using var bench = new VerifierBench();
        var block = bench.Channel.Cut([Good(bench).Build().ToByteString()], signatures: 0);

        bench.Fails(BlockFault.OrdererSignatures, () => bench.Verifier.Verify(block));
        BlockVerifier.Resume(bench.Verifier.Point(), new BlockVerifierOptions { AllowUnsignedBlocks = true }).Verify(block);
    }

    [Fact]
    public void A_block_signed_by_a_peer_of_the_application_fails()
    {
        using var bench = new VerifierBench();
        var block = bench.Channel.Cut([Good(bench).Build().ToByteString()]);
        var value = Metadata.Parser.ParseFrom(block.Metadata.Metadata[0]).Value;
        var header = new SignatureHeader { Creator = bench.Peers[0].Serialized, Nonce = TestChannel.Nonce() }.ToByteString();
        block.Metadata.Metadata[0] = new Metadata
        {
            Value = value,
            Signatures = { new MetadataSignature { SignatureHeader = header,
                Signature = ByteString.CopyFrom(bench.Peers[0].Sign(value.ToByteArray(), header.ToByteArray(), BlockHash.HeaderBytes(block.Header))) } },
        }.ToByteString();

        var e = bench.Fails(BlockFault.OrdererSignatures, () => bench.Verifier.Verify(block));
        Assert.Contains("Org1MSP", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_high_s_of_an_ordering_node_fails()
    {
        using var bench = new VerifierBench();
        var block = bench.Channel.Cut([Good(bench).Build().ToByteString()]);
        Change(block, m => m.Signatures[0].Signature = ByteString.CopyFrom(TestIdentity.WithHighS(m.Signatures[0].Signature.ToByteArray())));

        bench.Fails(BlockFault.OrdererSignatures, () => bench.Verifier.Verify(block));
    }

    [Fact]
    public void Blocks_of_byzantine_ordering_need_a_quorum_of_signatures()
    {
        using var bench = new VerifierBench(bft: true);

        var enough = bench.Channel.Cut([Good(bench).Build().ToByteString()], signatures: 3);
        Assert.Equal(3, bench.Verifier.Verify(enough).Signers.Count);
        var few = bench.Channel.Cut([Good(bench).Build().ToByteString()], signatures: 2);
        bench.Fails(BlockFault.OrdererSignatures, () => bench.Verifier.Verify(few));
    }

    [Fact]
    public void One_ordering_node_that_signs_thrice_is_no_quorum()
    {
        using var bench = new VerifierBench(bft: true);
        var block = bench.Channel.Cut([Good(bench).Build().ToByteString()], signatures: 1);
        Change(block, m => m.Signatures.Add([m.Signatures[0].Clone(), m.Signatures[0].Clone()]));

        bench.Fails(BlockFault.OrdererSignatures, () => bench.Verifier.Verify(block));
    }

    [Fact]
    public void One_ordering_node_that_signs_twice_counts_once_for_a_role()
    {
        using var bench = new VerifierBench();
        var two = Principals.And(MSPRole.Types.MSPRoleType.Orderer, "OrdererMSP", "OrdererMSP");
        bench.Verifier.Verify(bench.Channel.CutConfiguration(root => root.Groups["Orderer"].Policies["BlockValidation"].Policy =
            new Policy { Type = (int)Policy.Types.PolicyType.Signature, Value = two.ToByteString() }));
        var block = bench.Channel.Cut([Good(bench).Build().ToByteString()], signatures: 1);
        Change(block, m => m.Signatures.Add(m.Signatures[0].Clone()));

        bench.Fails(BlockFault.OrdererSignatures, () => bench.Verifier.Verify(block));
    }

    [Fact]
    public void A_bad_signature_beyond_the_quorum_is_ignored_and_counted()
    {
        using var bench = new VerifierBench(bft: true);
        var block = bench.Channel.Cut([Good(bench).Build().ToByteString()], signatures: 4);
        Change(block, m => m.Signatures[0].Signature = m.Signatures[1].Signature);

        var verified = bench.Verifier.Verify(block);

        Assert.Equal((3, 1), (verified.Signers.Count, verified.IgnoredSignatures));
    }

    [Fact]
    public void An_ordering_node_that_the_configuration_does_not_number_does_not_count()
    {
        using var bench = new VerifierBench(bft: true);
        var block = bench.Channel.Cut([Good(bench).Build().ToByteString()], signatures: 3);
        Change(block, m => m.Signatures[0].IdentifierHeader = new IdentifierHeader { Identifier = 9 }.ToByteString());

        bench.Fails(BlockFault.OrdererSignatures, () => bench.Verifier.Verify(block));
    }

    [Fact]
    public void Numbers_instead_of_identities_count_on_byzantine_channels_only()
    {
        using var bench = new VerifierBench();
        var block = bench.Channel.Cut([Good(bench).Build().ToByteString()]);
        var value = Metadata.Parser.ParseFrom(block.Metadata.Metadata[0]).Value;
        var header = new IdentifierHeader { Identifier = 1 }.ToByteString();
        block.Metadata.Metadata[0] = new Metadata
        {
            Value = value,
            Signatures =
                { new MetadataSignature { IdentifierHeader = header, Signature = ByteString.CopyFrom(
                    bench.Channel.Orderers[0].Sign(value.ToByteArray(), header.ToByteArray(), BlockHash.HeaderBytes(block.Header))) } },
        }.ToByteString();

        bench.Fails(BlockFault.OrdererSignatures, () => bench.Verifier.Verify(block));
    }

    [Fact]
    public void A_configuration_block_brings_the_configuration_of_the_blocks_after_it()
    {
        using var bench = new VerifierBench();

        var verified = bench.Verifier.Verify(bench.Channel.CutConfiguration(root => root.Groups["Application"].Groups.Remove("Org3")));

        Assert.NotNull(verified.Configuration);
        Assert.Equal(1ul, bench.Verifier.Configuration.Sequence);
        Assert.DoesNotContain("Org3MSP", bench.Verifier.Configuration.Memberships.Keys);
        var stranger = bench.Channel.Organisation("Org3MSP").Issue("user3", "client");
        var e = bench.Fails(BlockFault.Creator, () => bench.Verify(new TestTransaction { Creator = stranger, Endorsers = bench.TwoPeers }));
        Assert.Contains("no organisation of the channel has the membership id Org3MSP", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_that_does_not_follow_is_noticed()
    {
        using var bench = new VerifierBench();

        bench.Fails(BlockFault.Configuration, () => bench.Verifier.Verify(bench.Channel.CutConfiguration(withSequence: 0)));
    }

    [Theory]
    [InlineData("definition")]
    [InlineData("membership")]
    [InlineData("authority")]
    [InlineData("anonymous")]
    [InlineData("absent")]
    public void A_membership_that_cannot_be_read_has_no_members_and_stops_no_others(string part)
    {
        using var bench = new VerifierBench();
        var verified = bench.Verifier.Verify(bench.Channel.CutConfiguration(root =>
        {
            var values = root.Groups["Application"].Groups["Org3"].Values;
            var definition = bench.Channel.Organisation("Org3MSP").Definition();
            definition.RootCerts[0] = ByteString.CopyFrom(0xff);
            var config = part switch
            {
                "membership" => new MSPConfig { Config = ByteString.CopyFrom(0xff) },
                "anonymous" => new MSPConfig { Type = 1, Config = ByteString.CopyFrom(0xff) },
                _ => new MSPConfig { Config = definition.ToByteString() },
            };
            values["MSP"].Value = part == "definition" ? ByteString.CopyFrom(0xff) : config.ToByteString();
            if (part == "absent")
                values.Clear();
        }));

        Assert.Contains("Org3", Assert.Single(verified.Configuration!.Unread), StringComparison.Ordinal);
        bench.Verify(Good(bench));
        Assert.True(Member.TryRead(bench.Peers[2].Serialized, out var member, out _));
        Assert.NotNull(bench.Verifier.Configuration.MemberFault(member));
        bench.Fails(BlockFault.EndorsementPolicy, () => bench.Verify(
            new TestTransaction { Creator = bench.User, Endorsers = [bench.Peers[2]], ReadWriteSets = [TestTransaction.WritePrivate("basic", "own")] }));
        // It is what a restart reads too.
        Assert.Single(BlockVerifier.Resume(bench.Verifier.Point()).Configuration.Unread);
    }

    [Fact]
    public void Fields_not_known_may_be_nested_deep_in_a_configuration()
    {
        using var bench = new VerifierBench();
        byte[] nested = [.. Enumerable.Repeat((byte)0xF3, 1), 0x01, .. Enumerable.Repeat((byte)0x7B, 4_000),
            .. Enumerable.Repeat((byte)0x7C, 4_000), 0xF4, 0x01];
        var verified = bench.Verifier.Verify(bench.Channel.CutConfiguration(root =>
        {
            var value = root.Groups["Application"].Groups["Org2"].Values["MSP"];
            var config = MSPConfig.Parser.ParseFrom(value.Value);
            config.Config = config.Config.Concat(ByteString.CopyFrom(nested));
            value.Value = config.ToByteString().Concat(ByteString.CopyFrom(nested));
        }));

        Assert.Empty(verified.Configuration!.Unread);
        bench.Verify(Good(bench));
    }

    [Fact]
    public void A_configuration_alone_in_its_block_is_taken_in_whatever_form_its_envelope_has()
    {
        using var bench = new VerifierBench();

        var verified = bench.Verifier.Verify(bench.Channel.CutConfiguration(form: Turned));

        Assert.NotNull(verified.Configuration);
        bench.Fails(BlockFault.EnvelopeEncoding, () => bench.Verifier.Verify(bench.Channel.Cut([Turned(Good(bench).Build())])));

        // Signature first, then the payload.
        static ByteString Turned(Envelope envelope) =>
            new Envelope { Signature = envelope.Signature }.ToByteString().Concat(new Envelope { Payload = envelope.Payload }.ToByteString());
    }

    [Fact]
    public void A_configuration_beside_other_transactions_is_noticed()
    {
        using var bench = new VerifierBench();
        var first = bench.Channel.CutConfiguration();
        bench.Verifier.Verify(first);

        bench.Fails(BlockFault.Configuration, () => bench.Verifier.Verify(bench.Channel.Cut([first.Data.Data[0], Good(bench).Build().ToByteString()])));
    }

    [Fact]
    public void Signed_metadata_that_names_another_configuration_block_is_noticed()
    {
        using var bench = new VerifierBench();
        bench.Verifier.Verify(bench.Channel.CutConfiguration());
        var point = V1.VerificationPoint.Parser.ParseFrom(bench.Verifier.Point());
        point.ConfigurationBlock = 1;
        var misled = BlockVerifier.Resume(point.ToByteArray());

        var e = Assert.Throws<BlockVerificationException>(() => misled.Verify(bench.Channel.Cut([Good(bench).Build().ToByteString()])));

        Assert.Equal(BlockFault.LastConfiguration, e.Fault);
        Assert.Contains("block 2", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0, 0 })]
    [InlineData(new byte[] { 99 })]
    public void Validation_codes_must_be_one_for_each_transaction_and_known(byte[] codes)
    {
        using var bench = new VerifierBench();
        var block = bench.Channel.Cut([Good(bench).Build().ToByteString()]);
        block.Metadata.Metadata[2] = ByteString.CopyFrom(codes);

        bench.Fails(BlockFault.ValidationCodes, () => bench.Verifier.Verify(block));
    }

    [Fact]
    public void A_block_of_ordinary_transactions_is_no_start()
    {
        using var bench = new VerifierBench();

        Assert.Equal(BlockFault.Configuration, Assert.Throws<BlockVerificationException>(() => BlockVerifier.Start(bench.Definition)).Fault);
        Assert.Equal(BlockFault.Unreadable, Assert.Throws<BlockVerificationException>(() => BlockVerifier.Start(new Block())).Fault);
        Assert.Equal(BlockFault.Unreadable, Assert.Throws<BlockVerificationException>(() => bench.Verifier.Verify([0xff])).Fault);
    }

    [Fact]
    public void Bytes_of_something_else_are_no_point()
    {
        Assert.Throws<FormatException>(() => BlockVerifier.Resume([0xff, 0xff]));
        Assert.Throws<FormatException>(() => BlockVerifier.Resume([]));
    }

    internal static TestTransaction Good(VerifierBench bench) => new() { Creator = bench.User, Endorsers = bench.TwoPeers };

    private static void Change(Block block, Action<Metadata> change)
    {
        var metadata = Metadata.Parser.ParseFrom(block.Metadata.Metadata[0]);
        change(metadata);
        block.Metadata.Metadata[0] = metadata.ToByteString();
    }
}
