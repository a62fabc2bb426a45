using Google.Protobuf;
using Ledger.Fabric.Protos;
using static Ledger.Fabric.Protos.MSPRole.Types;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Each transaction that a peer calls valid must deserve it.</summary>
public sealed class TransactionJudgeTests
{
    [Fact]
    public void A_transaction_of_another_channel_fails() =>
        Fails(BlockFault.Channel, b => new TestTransaction { Creator = b.User, Endorsers = b.TwoPeers, Channel = "other" });

    [Fact]
    public void An_epoch_fails() =>
        Fails(BlockFault.Channel, b => new TestTransaction { Creator = b.User, Endorsers = b.TwoPeers, ChangeHeader = h => h.Epoch = 1 });

    [Fact]
    public void A_type_that_cannot_be_valid_fails() =>
        Fails(BlockFault.TransactionType,
            b => new TestTransaction { Creator = b.User, Endorsers = b.TwoPeers, ChangeHeader = h => h.Type = (int)HeaderType.ConfigUpdate });

    [Fact]
    public void An_id_that_is_not_that_of_nonce_and_creator_fails() =>
        Fails(BlockFault.TransactionId,
            b => new TestTransaction { Creator = b.User, Endorsers = b.TwoPeers, ChangeHeader = h => h.TxId = new string('0', 64) });

    [Fact]
    public void A_missing_nonce_fails() =>
        Fails(BlockFault.TransactionUnreadable, b => new TestTransaction { Creator = b.User, Endorsers = b.TwoPeers, Nonce = ByteString.Empty });

    [Fact]
    public void A_creator_of_no_organisation_fails()
    {
        using var other = new TestOrganisation("Other");
        Fails(BlockFault.Creator, b => new TestTransaction { Creator = other.Issue("user", "client"), Endorsers = b.TwoPeers });
    }

    [Fact]
    public void A_creator_whom_another_authority_made_fails()
    {
        using var other = new TestOrganisation("Org1");
        var e = Fails(BlockFault.Creator, b => new TestTransaction { Creator = other.Issue("user", "client"), Endorsers = b.TwoPeers });
        Assert.Contains("no authority of Org1MSP issued it", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_creators_signature_by_another_key_fails()
    {
        using var bench = new VerifierBench();
        var envelope = BlockVerifierTests.Good(bench).Build();
        envelope.Signature = ByteString.CopyFrom(bench.Peers[0].Sign(envelope.Payload.ToByteArray()));

        bench.Fails(BlockFault.CreatorSignature, () => bench.Verify([envelope]));
    }

    [Fact]
    public void A_creators_signature_with_a_high_s_fails()
    {
        using var bench = new VerifierBench();
        var envelope = BlockVerifierTests.Good(bench).Build();
        envelope.Signature = ByteString.CopyFrom(TestIdentity.WithHighS(envelope.Signature.ToByteArray()));

        bench.Fails(BlockFault.CreatorSignature, () => bench.Verify([envelope]));
    }

    [Fact]
    public void Two_actions_fail() =>
        Fails(BlockFault.TransactionUnreadable,
            b => new TestTransaction { Creator = b.User, Endorsers = b.TwoPeers, ChangeTransaction = t => t.Actions.Add(t.Actions[0].Clone()) });

    [Fact]
    public void An_action_that_cannot_be_read_fails() =>
        Fails(BlockFault.TransactionUnreadable,
            b => new TestTransaction { Creator = b.User, Endorsers = b.TwoPeers, ChangeTransaction = t => t.Actions[0].Payload = ByteString.CopyFrom(0xff) });

    [Fact]
    public void A_result_of_another_proposal_fails() =>
        Fails(BlockFault.ProposalHash,
            b => new TestTransaction { Creator = b.User, Endorsers = b.TwoPeers, ChangeResponse = r => r.ProposalHash = ByteString.CopyFrom(new byte[32]) });

    [Fact]
    public void Arguments_changed_after_endorsement_fail() =>
        Fails(BlockFault.ProposalHash,
            b => new TestTransaction { Creator = b.User, Endorsers = b.TwoPeers, ChangePayload = p => p.ChaincodeProposalPayload = ByteString.Empty });

    [Fact]
    public void Another_chaincode_in_the_header_fails() =>
        Fails(BlockFault.Chaincode, b => new TestTransaction { Creator = b.User, Endorsers = b.TwoPeers, ChangeHeader = h => h.Extension = ByteString.Empty });

    [Fact]
    public void An_event_of_another_chaincode_fails() =>
        Fails(BlockFault.Chaincode, b => new TestTransaction
        {
            Creator = b.User,
            Endorsers = b.TwoPeers,
            ChangeAction = a => a.Events = new Protos.ChaincodeEvent { ChaincodeId = "other" }.ToByteString()
        });

    [Fact]
    public void A_namespace_that_stands_twice_fails() =>
        Fails(BlockFault.Chaincode, b => new TestTransaction { Creator = b.User, Endorsers = b.TwoPeers, Writes = ["basic", "basic"] });

    [Fact]
    public void Too_few_endorsements_fail()
    {
        var e = Fails(BlockFault.EndorsementPolicy, b => new TestTransaction { Creator = b.User, Endorsers = [b.Peers[0]] });
        Assert.Contains("Org1MSP", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_endorser_twice_counts_once()
    {
        using var bench = new VerifierBench();
        bench.Verify(bench.Define("pair", new ApplicationPolicy { SignaturePolicy = Principals.And(MSPRoleType.Peer, "Org1MSP", "Org1MSP") }));
        var another = bench.Channel.Organisation("Org1MSP").Issue("peer1", "peer");

        bench.Verify(new TestTransaction { Creator = bench.User, Endorsers = [bench.Peers[0], another], Chaincode = "pair", Writes = ["pair"] });
        bench.Fails(BlockFault.EndorsementPolicy, () => bench.Verify(
            new TestTransaction { Creator = bench.User, Endorsers = [bench.Peers[0], bench.Peers[0]], Chaincode = "pair", Writes = ["pair"] }));
    }

    [Fact]
    public void An_endorsement_of_another_result_does_not_count() =>
        Fails(BlockFault.EndorsementPolicy, b => new TestTransaction
        {
            Creator = b.User,
            Endorsers = b.TwoPeers,
            ChangePayload = p => p.Action.Endorsements[1].Signature = p.Action.Endorsements[0].Signature
        });

    [Fact]
    public void A_result_changed_after_endorsement_fails() =>
        Fails(BlockFault.EndorsementPolicy, b => new TestTransaction
        {
            Creator = b.User,
            Endorsers = b.TwoPeers,
            ChangePayload = p =>
            {
                var response = ProposalResponsePayload.Parser.ParseFrom(p.Action.ProposalResponsePayload);
                var action = ChaincodeAction.Parser.ParseFrom(response.Extension);
                action.Response.Message = "changed";
                response.Extension = action.ToByteString();
                p.Action.ProposalResponsePayload = response.ToByteString();
            },
        });

    [Fact]
    public void An_endorsement_with_a_high_s_does_not_count() =>
        Fails(BlockFault.EndorsementPolicy, b => new TestTransaction
        {
            Creator = b.User,
            Endorsers = b.TwoPeers,
            ChangePayload = p => p.Action.Endorsements[0]
                .Signature = ByteString.CopyFrom(TestIdentity.WithHighS(p.Action.Endorsements[0].Signature.ToByteArray())),
        });

    [Fact]
    public void A_client_is_no_endorsing_peer()
    {
        using var bench = new VerifierBench();
        var client = bench.Channel.Organisation("Org2MSP").Issue("client", "client");

        bench.Fails(BlockFault.EndorsementPolicy, () => bench.Verify(new TestTransaction { Creator = bench.User, Endorsers = [bench.Peers[0], client] }));
    }

    [Fact]
    public void A_bad_endorsement_beyond_the_policy_is_no_fault()
    {
        using var bench = new VerifierBench();

        bench.Verify(
            new TestTransaction { Creator = bench.User, Endorsers = bench.Peers, ChangePayload = p => p.Action.Endorsements[2].Signature = ByteString.Empty });
    }

    [Fact]
    public void Writing_another_chaincodes_namespace_needs_its_policy_too()
    {
        using var bench = new VerifierBench();
        bench.Verify(bench.Define("strict", new ApplicationPolicy { SignaturePolicy = Principals.And(MSPRoleType.Peer, "Org1MSP", "Org2MSP", "Org3MSP") }));

        bench.Verify(new TestTransaction { Creator = bench.User, Endorsers = bench.Peers, Writes = ["basic", "strict"] });
        var e = bench.Fails(BlockFault.EndorsementPolicy,
            () => bench.Verify(new TestTransaction { Creator = bench.User, Endorsers = bench.TwoPeers, Writes = ["basic", "strict"] }));

        Assert.Contains("strict", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_of_the_channel_may_be_named()
    {
        using var bench = new VerifierBench();
        bench.Verify(bench.Define("channelwide", new ApplicationPolicy { ChannelConfigPolicyReference = ChannelConfiguration.EndorsementPolicy }));

        bench.Verify(
            new TestTransaction { Creator = bench.User, Endorsers = [bench.Peers[2], bench.Peers[1]], Chaincode = "channelwide", Writes = ["channelwide"] });
        bench.Fails(BlockFault.EndorsementPolicy, () =>
            bench.Verify(new TestTransaction { Creator = bench.User, Endorsers = [bench.Peers[2]], Chaincode = "channelwide", Writes = ["channelwide"] }));
    }

    [Fact]
    public void A_new_definition_counts_from_the_next_block_on()
    {
        using var bench = new VerifierBench();
        var looser = bench.Define("basic", new ApplicationPolicy { SignaturePolicy = Principals.Or(MSPRoleType.Peer, "Org1MSP") });
        var one = new TestTransaction { Creator = bench.User, Endorsers = [bench.Peers[0]] };

        using var other = new VerifierBench();
        other.Fails(BlockFault.EndorsementPolicy, () => other.Verify(
            other.Define("basic", new ApplicationPolicy { SignaturePolicy = Principals.Or(MSPRoleType.Peer, "Org1MSP") }),
            new TestTransaction { Creator = other.User, Endorsers = [other.Peers[0]] }));
        bench.Verify(looser);
        bench.Verify(one);
    }

    [Fact]
    public void A_definition_needs_the_lifecycles_policy()
    {
        using var bench = new VerifierBench();
        var definition = bench.Define("lonely", new ApplicationPolicy { SignaturePolicy = Principals.Or(MSPRoleType.Peer, "Org1MSP") });

        bench.Fails(BlockFault.EndorsementPolicy, () => bench.Verify(new TestTransaction
        {
            Creator = bench.User,
            Endorsers = [bench.Peers[0]],
            Chaincode = "_lifecycle",
            ReadWriteSets = definition.ReadWriteSets,
        }));
    }

    [Fact]
    public void A_chaincode_that_was_never_defined_is_unknown() =>
        Fails(BlockFault.UnknownPolicy, b => new TestTransaction { Creator = b.User, Endorsers = b.Peers, Chaincode = "ghost", Writes = ["ghost"] });

    [Fact]
    public void A_validation_plugin_of_the_networks_own_is_unknown()
    {
        using var bench = new VerifierBench();
        bench.Verify(bench.Define("special", new ApplicationPolicy(), plugin: "custom"));

        bench.Fails(BlockFault.UnknownPolicy,
            () => bench.Verify(new TestTransaction { Creator = bench.User, Endorsers = bench.Peers, Chaincode = "special", Writes = ["special"] }));
    }

    [Fact]
    public void A_policy_that_the_caller_tells_is_used()
    {
        using var bench = new VerifierBench();
        var told = BlockVerifier.Resume(bench.Verifier.Point(), new BlockVerifierOptions
        {
            EndorsementPolicies = new Dictionary<string, ApplicationPolicy>(
                StringComparer.Ordinal)
            { ["ghost"] = new() { SignaturePolicy = Principals.Or(MSPRoleType.Member, "Org3MSP") } },
        });

        told.Verify(
            bench.Channel.Cut(
                [new TestTransaction { Creator = bench.User, Endorsers = [bench.Peers[2]], Chaincode = "ghost", Writes = ["ghost"] }.Build().ToByteString()]));
    }

    [Fact]
    public void A_collection_with_a_policy_of_its_own_is_judged_by_it_alone()
    {
        using var bench = new VerifierBench();

        bench.Verify(
            new TestTransaction { Creator = bench.User, Endorsers = [bench.Peers[2]], ReadWriteSets = [TestTransaction.WritePrivate("basic", "own")] });
        bench.Fails(BlockFault.EndorsementPolicy, () => bench.Verify(
            new TestTransaction { Creator = bench.User, Endorsers = bench.TwoPeers, ReadWriteSets = [TestTransaction.WritePrivate("basic", "own")] }));
    }

    [Fact]
    public void A_collection_without_one_is_judged_by_the_chaincodes()
    {
        using var bench = new VerifierBench();

        bench.Verify(
            new TestTransaction { Creator = bench.User, Endorsers = bench.TwoPeers, ReadWriteSets = [TestTransaction.WritePrivate("basic", "plain")] });
        bench.Fails(BlockFault.EndorsementPolicy, () => bench.Verify(
            new TestTransaction { Creator = bench.User, Endorsers = [bench.Peers[2]], ReadWriteSets = [TestTransaction.WritePrivate("basic", "plain")] }));
    }

    [Fact]
    public void An_organisations_implicit_collection_is_endorsed_by_its_own_peers()
    {
        using var bench = new VerifierBench();

        bench.Verify(new TestTransaction
        {
            Creator = bench.User,
            Endorsers = [bench.Peers[2]],
            Chaincode = "_lifecycle",
            ReadWriteSets = [TestTransaction.WritePrivate("_lifecycle", "_implicit_org_Org3MSP")]
        });
        bench.Fails(BlockFault.EndorsementPolicy, () => bench.Verify(
            new TestTransaction
            {
                Creator = bench.User,
                Endorsers = [bench.Peers[2]],
                Chaincode = "_lifecycle",
                ReadWriteSets = [TestTransaction.WritePrivate("_lifecycle", "_implicit_org_Org1MSP")]
            }));
    }

    [Fact]
    public void Policies_of_single_keys_are_said_to_be_unsupported() =>
        Fails(BlockFault.UnknownPolicy, b => new TestTransaction
        {
            Creator = b.User,
            Endorsers = b.Peers,
            ReadWriteSets =
            [
                new NsReadWriteSet
                {
                    Namespace = "basic",
                    Rwset = new KVRWSet { MetadataWrites =
                        { new KVMetadataWrite { Key = "k", Entries = { new KVMetadataEntry { Name = "VALIDATION_PARAMETER" } } } } }.ToByteString(),
                },
            ],
        });

    [Fact]
    public void One_id_twice_in_a_block_fails()
    {
        using var bench = new VerifierBench();
        var envelope = BlockVerifierTests.Good(bench).Build();

        var e = bench.Fails(BlockFault.DuplicateTransactionId, () => bench.Verify([envelope, envelope]));

        Assert.Equal(1, e.TransactionIndex);
        Assert.NotEmpty(e.TransactionId);
    }

    [Fact]
    public void A_transaction_called_invalid_is_listed_and_not_judged()
    {
        using var bench = new VerifierBench();
        var bad = BlockVerifierTests.Good(bench).Build();
        bad.Signature = ByteString.CopyFrom(1, 2, 3);
        var garbage = new Envelope { Payload = ByteString.CopyFrom(0xff), Signature = ByteString.CopyFrom(1) };

        var block = bench.Verify([bad, garbage, BlockVerifierTests.Good(bench).Build()], TxValidationCode.BadCreatorSignature, TxValidationCode.BadPayload,
            TxValidationCode.Valid).Block;

        Assert.Equal([false, false, true], block.Transactions.Select(t => t.IsValid));
        Assert.NotNull(block.Transactions[0].Call);
        Assert.NotNull(block.Transactions[1].Fault);
    }

    [Fact]
    public void Any_changed_byte_of_an_envelope_is_caught_even_under_a_fitting_data_hash()
    {
        using var bench = new VerifierBench();
        var good = BlockVerifierTests.Good(bench).Build().ToByteString();
        var block = bench.Channel.Cut([good]);
        var tolerant = BlockVerifier.Resume(bench.Verifier.Point(), new BlockVerifierOptions { AllowUnsignedBlocks = true });
        for (var i = 0; i < good.Length; i++)
        {
            var bytes = good.ToByteArray();
            bytes[i] ^= (byte)(1 << (i % 8));
            var changed = block.Clone();
            changed.Data.Data[0] = ByteString.CopyFrom(bytes);
            changed.Header.DataHash = ByteString.CopyFrom(BlockHash.OfData(changed.Data.Data));

            var e = Assert.ThrowsAny<Exception>(() => tolerant.Verify(changed));
            Assert.True(e is BlockVerificationException, $"byte {i}: {e}");
        }

        tolerant.Verify(block);
    }

    private static BlockVerificationException Fails(BlockFault fault, Func<VerifierBench, TestTransaction> make)
    {
        using var bench = new VerifierBench();
        var good = BlockVerifierTests.Good(bench).Build();

        var e = bench.Fails(fault, () => bench.Verify([good, make(bench).Build()]));

        Assert.Equal((2ul, 1), (e.BlockNumber, e.TransactionIndex));
        return e;
    }
}
