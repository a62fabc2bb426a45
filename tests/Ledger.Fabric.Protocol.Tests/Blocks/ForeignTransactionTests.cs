using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>A reader that goes by one namespace is stopped by nothing that others write, and by whatever is wrong with a write to its own.</summary>
public sealed class ForeignTransactionTests
{
    /// <summary>What is wrong with a transaction, or only not understood here while Fabric may take it.</summary>
    public static TheoryData<string, BlockFault> Oddities => new()
    {
        { "creator that is not a certificate", BlockFault.Creator },
        { "creator of no organisation", BlockFault.Creator },
        { "creator's signature", BlockFault.CreatorSignature },
        { "endorser that is not a certificate", BlockFault.EndorsementPolicy },
        { "no endorsers", BlockFault.EndorsementPolicy },
        { "validation plug-in", BlockFault.UnknownPolicy },
        { "chaincode never defined", BlockFault.UnknownPolicy },
        { "policy of a key", BlockFault.UnknownPolicy },
        { "names differ", BlockFault.Chaincode },
    };

    /// <summary>Ways to change what the reader goes by.</summary>
    private static NsReadWriteSet[] Changes =>
    [
        Value("basic"),
        new() { Namespace = "basic", Rwset = new KVRWSet { Writes = { new KVWrite { Key = "k", IsDelete = true } } }.ToByteString() },
        new() { Namespace = "basic", Rwset = new KVRWSet { MetadataWrites = { new KVMetadataWrite { Key = "k" } } }.ToByteString() },
        TestTransaction.WritePrivate("basic", "plain"),
    ];

    /// <summary>What the lifecycle writes that changes no rules the reader goes by.</summary>
    private static NsReadWriteSet[] OthersDefinitions =>
    [
        TestTransaction.WritePrivate("_lifecycle", "_implicit_org_Org1MSP"),
        TestTransaction.Write("_lifecycle", "namespaces/fields/other/ValidationInfo", ByteString.CopyFrom(0xff)),
        TestTransaction.Write("_lifecycle", "namespaces/fields/basic/Sequence", ByteString.CopyFromUtf8("x")),
        TestTransaction.Write("_lifecycle", "namespaces/metadata/basic", ByteString.CopyFromUtf8("x")),
    ];

    [Theory]
    [MemberData(nameof(Oddities))]
    public void What_writes_elsewhere_is_listed_and_not_judged(string oddity, BlockFault fault)
    {
        using var bench = Bench();
        var follower = Follower(bench);
        var block = bench.Channel.Cut([Make(bench, oddity).ToByteString(), BlockVerifierTests.Good(bench).Build().ToByteString()]);

        Assert.Equal(fault, Assert.Throws<BlockVerificationException>(() => bench.Verifier.Verify(block)).Fault);
        Assert.All(follower.Verify(block).Block.Transactions, transaction => Assert.True(transaction.IsValid));
    }

    [Theory]
    [MemberData(nameof(Oddities))]
    public void What_writes_to_the_namespace_as_well_is_judged(string oddity, BlockFault fault)
    {
        foreach (var change in Changes)
            Assert.Equal(fault, Fails(bench => Make(bench, oddity, change)).Fault);
    }

    [Theory]
    [MemberData(nameof(Oddities))]
    public void An_approval_or_the_definition_of_another_chaincode_is_not_judged(string oddity, BlockFault fault)
    {
        foreach (var write in OthersDefinitions)
        {
            using var bench = Bench();
            var block = bench.Channel.Cut([Make(bench, oddity, write).ToByteString(), BlockVerifierTests.Good(bench).Build().ToByteString()]);

            Assert.Equal(fault, Assert.Throws<BlockVerificationException>(() => bench.Verifier.Verify(block)).Fault);
            var follower = Follower(bench);
            follower.Verify(block);
            Assert.Null(V1.VerificationPoint.Parser.ParseFrom(follower.Point()).Chaincodes.FirstOrDefault(rules => rules.Name == "other"));
        }
    }

    [Theory]
    [InlineData("creator that is not a certificate", null)]
    [InlineData("creator of no organisation", null)]
    [InlineData("creator's signature", null)]
    [InlineData("endorser that is not a certificate", BlockFault.EndorsementPolicy)]
    [InlineData("no endorsers", BlockFault.EndorsementPolicy)]
    [InlineData("validation plug-in", null)]
    [InlineData("chaincode never defined", null)]
    [InlineData("policy of a key", null)]
    [InlineData("names differ", null)]
    public void The_namespaces_own_definition_counts_by_its_endorsements_whoever_sent_it(string oddity, BlockFault? fault)
    {
        using var bench = Bench();
        var policy = new ApplicationPolicy { SignaturePolicy = Principals.Or(MSPRole.Types.MSPRoleType.Peer, "Org3MSP") };
        var follower = Follower(bench);
        var definition = bench.Channel.Cut([Make(bench, oddity, bench.Define("basic", policy).ReadWriteSets![0]).ToByteString()]);

        if (fault is { } expected)
        {
            Assert.Equal(expected, Assert.Throws<BlockVerificationException>(() => follower.Verify(definition)).Fault);
            return;
        }

        follower.Verify(definition);
        follower.Verify(bench.Channel.Cut([new TestTransaction { Creator = bench.User, Endorsers = [bench.Peers[2]] }.Build().ToByteString()]));
        var earlier = bench.Channel.Cut([BlockVerifierTests.Good(bench).Build().ToByteString()]);
        Assert.Equal(BlockFault.EndorsementPolicy, Assert.Throws<BlockVerificationException>(() => follower.Verify(earlier)).Fault);
    }

    [Fact]
    public void A_definition_of_the_namespace_is_of_this_proposal_and_stands_once()
    {
        var policy = new ApplicationPolicy { SignaturePolicy = Principals.Or(MSPRole.Types.MSPRoleType.Peer, "Org3MSP") };
        Assert.Equal(BlockFault.ProposalHash, Fails(bench => Foreign(
            bench, action: a => a.Results = Results(bench.Define("basic", policy).ReadWriteSets![0]), response: r
                => r.ProposalHash = ByteString.CopyFrom(new byte[32]))).Fault);
        Assert.Equal(BlockFault.TransactionId, Fails(bench => Foreign(
            bench, header: h => h.TxId = "x", action: a => a.Results = Results(bench.Define("basic", policy).ReadWriteSets![0]))).Fault);
        Assert.Equal(BlockFault.Chaincode, Fails(bench => Foreign(
            bench, action: a => a.Results = Results(bench.Define("basic", policy).ReadWriteSets![0], Value("_lifecycle")))).Fault);
    }

    [Fact]
    public void Arguments_that_cannot_be_read_are_a_fault_of_what_writes_to_the_namespace_alone()
    {
        foreach (var proposal in new[] { ByteString.CopyFrom(0xff), new ChaincodeProposalPayload { Input = ByteString.CopyFrom(0x0a, 0xff) }.ToByteString() })
        {
            using var bench = Bench();
            var block = bench.Channel.Cut([WithProposal(bench, "other").ToByteString(), WithProposal(bench, "_lifecycle").ToByteString()]);

            Assert.All(Follower(bench).Verify(block).Block.Transactions, transaction => Assert.NotNull(transaction.Call!.ArgumentsFault));
            Assert.Equal(BlockFault.TransactionUnreadable, Assert.Throws<BlockVerificationException>(() => bench.Verifier.Verify(block)).Fault);
            Assert.Equal(BlockFault.TransactionUnreadable, Fails(other => WithProposal(other, "basic")).Fault);

            Envelope WithProposal(VerifierBench on, string name) =>
                new TestTransaction { Creator = on.User, Endorsers = on.TwoPeers, Writes = [name], Proposal = proposal }.Build();
        }
    }

    [Fact]
    public void Reading_the_namespace_is_no_write()
    {
        using var bench = Bench();

        Follower(bench)
            .Verify(bench.Channel.Cut([Foreign(bench, action: a => a.Results = Results(Read("basic"), Read("_lifecycle"), Value("special"))).ToByteString()]));
    }

    [Fact]
    public void A_write_behind_other_sets_and_fields_is_found()
    {
        // Of a field that stands twice the last one counts, and messages that do are joined, for Fabric too.
        Fails(bench => Foreign(bench, action: a => a.Results = Results(Read("basic"), Value("special"), Value("basic"))));
        Fails(bench => Foreign(bench, action: a => a.Results = a.Results.Concat(Results(Value("basic")))));
        Fails(bench => Foreign(bench, action: a => a.Results = Raw(Value("special"), new NsReadWriteSet { Namespace = "basic" })));
        Fails(bench => Foreign(bench, action: a => a.Results = Raw(Read("basic"), new NsReadWriteSet { Rwset = Value("basic").Rwset })));
        Fails(bench =>
            Foreign(bench, response: r => r.Extension = r.Extension.Concat(new ChaincodeAction { Results = Results(Value("basic")) }.ToByteString())));
        Fails(bench => Foreign(bench, payload: p => p.Action.ProposalResponsePayload = p.Action.ProposalResponsePayload.Concat(
            new ProposalResponsePayload { Extension = new ChaincodeAction { Results = Results(Value("basic")) }.ToByteString() }.ToByteString())));
    }

    [Fact]
    public void What_cannot_be_read_or_is_of_another_type_or_channel_fails_whatever_it_writes()
    {
        Assert.Equal(BlockFault.TransactionUnreadable, Fails(bench => Foreign(bench, transaction: t => t.Actions.Add(t.Actions[0].Clone()))).Fault);
        Assert.Equal(BlockFault.TransactionUnreadable, Fails(bench => Foreign(bench, transaction: t => t.Actions.Clear())).Fault);
        Assert.Equal(BlockFault.TransactionUnreadable, Fails(bench => Foreign(bench, action: a => a.Results = ByteString.CopyFrom(0xff))).Fault);
        Assert.Equal(BlockFault.TransactionUnreadable,
            Fails(bench => Foreign(bench, action: a => a.Results = Results(new NsReadWriteSet { Rwset = ByteString.CopyFrom(0xff) }))).Fault);
        Assert.Equal(BlockFault.TransactionType, Fails(bench => Foreign(bench, header: h => h.Type = (int)HeaderType.ConfigUpdate)).Fault);
        Assert.Equal(BlockFault.Channel, Fails(bench => Foreign(bench, header: h => h.ChannelId = "other")).Fault);
    }

    [Fact]
    public void The_id_of_one_of_ours_fails()
    {
        using var bench = Bench();
        var ours = BlockVerifierTests.Good(bench).Build().ToByteString();
        var id = TransactionDecoder.Decode(0, ours, code: null).TransactionId;
        var block = bench.Channel.Cut([Foreign(bench, header: h => h.TxId = id).ToByteString(), ours]);

        Assert.Equal(BlockFault.DuplicateTransactionId, Assert.Throws<BlockVerificationException>(() => Follower(bench).Verify(block)).Fault);
    }

    [Fact]
    public void Chain_data_codes_and_ordering_signatures_hold_for_blocks_of_others_too()
    {
        using var bench = Bench();
        var follower = Follower(bench);
        var block = bench.Channel.Cut([Foreign(bench).ToByteString()]);
        Refuses(BlockFault.Number, b => b.Header.Number++);
        Refuses(BlockFault.PreviousHash, b => b.Header.PreviousHash = ByteString.CopyFrom(new byte[32]));
        Refuses(BlockFault.DataHash, b => b.Data.Data[0] = Foreign(bench).ToByteString());
        Refuses(BlockFault.OrdererSignatures, b => b.Metadata.Metadata[0] = ByteString.Empty);
        Refuses(BlockFault.ValidationCodes, b => b.Metadata.Metadata[2] = ByteString.Empty);
        follower.Verify(block);

        void Refuses(BlockFault fault, Action<Block> change)
        {
            var changed = block.Clone();
            change(changed);
            Assert.Equal(fault, Assert.Throws<BlockVerificationException>(() => follower.Verify(changed)).Fault);
        }
    }

    private static VerifierBench Bench()
    {
        var bench = new VerifierBench();
        bench.Verify(bench.Define("special", new ApplicationPolicy(), plugin: "custom"));
        return bench;
    }

    private static BlockVerifier Follower(VerifierBench bench) => BlockVerifier.Resume(
        bench.Verifier.Point(), new BlockVerifierOptions { Namespaces = new HashSet<string>(StringComparer.Ordinal) { "basic" } });

    private static BlockVerificationException Fails(Func<VerifierBench, Envelope> make)
    {
        using var bench = Bench();
        var block = bench.Channel.Cut([BlockVerifierTests.Good(bench).Build().ToByteString(), make(bench).ToByteString()]);

        var e = Assert.Throws<BlockVerificationException>(() => Follower(bench).Verify(block));

        Assert.Equal(1, e.TransactionIndex);
        return e;
    }

    /// <summary>A good call of a chaincode that is validated by a plug-in.</summary>
    private static Envelope Foreign(
        VerifierBench bench,
        Action<ChannelHeader>? header = null,
        Action<ChaincodeAction>? action = null,
        Action<ProposalResponsePayload>? response = null,
        Action<ChaincodeActionPayload>? payload = null,
        Action<Protos.Transaction>? transaction = null) => new TestTransaction
        {
            Creator = bench.User,
            Endorsers = bench.Peers,
            Chaincode = "special",
            Writes = ["special"],
            ChangeHeader = header,
            ChangeAction = action,
            ChangeResponse = response,
            ChangePayload = payload,
            ChangeTransaction = transaction,
        }.Build();

    private static Envelope Make(VerifierBench bench, string oddity, NsReadWriteSet? change = null)
    {
        using var stranger = new TestOrganisation("Other");
        var envelope = new TestTransaction
        {
            Creator = oddity switch
            {
                "creator that is not a certificate" => bench.User.Spelt("certificate"),
                "creator of no organisation" => stranger.Issue("user", "client"),
                _ => bench.User,
            },
            Endorsers = oddity switch
            {
                "endorser that is not a certificate" => [bench.Peers[0].Spelt("certificate"), bench.Peers[1]],
                "no endorsers" => [],
                _ => bench.Peers,
            },
            Chaincode = oddity switch
            {
                "validation plug-in" => "special",
                "chaincode never defined" => "ghost",
                _ => "basic",
            },
            ReadWriteSets = [.. ((NsReadWriteSet?[])[oddity == "policy of a key" ? KeyPolicy("other") : Value("other"), change]).OfType<NsReadWriteSet>()],
            ChangeHeader = oddity == "names differ" ? h => h.Extension = ByteString.Empty : null,
        };
        var built = envelope.Build();
        if (oddity == "creator's signature")
            built.Signature = ByteString.CopyFrom(1, 2, 3);
        return built;
    }

    private static NsReadWriteSet Value(string name) => TestTransaction.Write(name, "key", ByteString.CopyFromUtf8("value"));

    private static NsReadWriteSet Read(string name)
        => new() { Namespace = name, Rwset = new KVRWSet { Reads = { new KVRead { Key = "key" } } }.ToByteString() };

    private static NsReadWriteSet KeyPolicy(string name) => new()
    {
        Namespace = name,
        Rwset = new KVRWSet
        {
            MetadataWrites =
            { new KVMetadataWrite { Key = "k", Entries = { new KVMetadataEntry { Name = "VALIDATION_PARAMETER" } } } }
        }.ToByteString(),
    };

    private static ByteString Results(params NsReadWriteSet[] sets) => new TxReadWriteSet { NsRwset = { sets } }.ToByteString();

    /// <summary>One set made of the fields of several.</summary>
    private static ByteString Raw(params NsReadWriteSet[] parts)
    {
        byte[] fields = [.. parts.SelectMany(part => part.ToByteArray())];
        return ByteString.CopyFrom([(TxReadWriteSet.NsRwsetFieldNumber << 3) | 2, checked((byte)fields.Length), .. fields]);
    }
}
