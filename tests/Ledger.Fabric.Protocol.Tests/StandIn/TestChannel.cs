using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Ledger.Fabric.Protos;
using static Ledger.Fabric.Protos.MSPRole.Types;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>A channel of three application organisations and one ordering organisation, and the blocks its ordering nodes cut.</summary>
internal sealed class TestChannel : IDisposable
{
    private readonly bool bft;
    private ulong sequence;
    private ulong lastConfiguration;
    private Block last;

    public TestChannel(string name = "mychannel", bool bft = false)
    {
        Name = name;
        this.bft = bft;
        Organisations = [new("Org1"), new("Org2"), new("Org3")];
        OrderingOrganisation = new("Orderer");
        Orderers = [.. Enumerable.Range(1, bft ? 4 : 1).Select(i => OrderingOrganisation.Issue($"orderer{i}", "orderer"))];
        Genesis = MakeGenesis();
        last = Genesis;
    }

    public string Name { get; }

    public IReadOnlyList<TestOrganisation> Organisations { get; }

    public TestOrganisation OrderingOrganisation { get; }

    public IReadOnlyList<TestIdentity> Orderers { get; }

    public Block Genesis { get; }

    public TestOrganisation Organisation(string mspId) => Organisations.Single(o => o.MspId == mspId);

    /// <summary>Cuts the next block; all its transactions are called valid unless codes say otherwise.</summary>
    public Block Cut(IEnumerable<ByteString> envelopes, IEnumerable<TxValidationCode>? codes = null, bool configuration = false, int? signatures = null)
    {
        var data = new BlockData { Data = { envelopes } };
        var header = new BlockHeader
        {
            Number = last.Header.Number
            + 1,
            PreviousHash = ByteString.CopyFrom(BlockHash.OfHeader(last.Header)),
            DataHash = ByteString.CopyFrom(Strict.Sha256([.. data.Data]))
        };
        if (configuration)
            lastConfiguration = header.Number;
        var filter = (codes ?? data.Data.Select(_ => TxValidationCode.Valid)).Select(c => (byte)c).ToArray();
        last = new Block { Header = header, Data = data, Metadata = Metadata(header, filter, signatures ?? (bft ? 3 : 1)) };
        return last;
    }

    /// <summary>A block that changes the configuration.</summary>
    public Block CutConfiguration(Action<ConfigGroup>? change = null, ulong? withSequence = null, Func<Envelope, ByteString>? form = null)
    {
        var root = ConfigurationRoot();
        change?.Invoke(root);
        sequence = withSequence ?? (sequence + 1);
        var envelope = ConfigurationEnvelope(root, Orderers[0]);
        return Cut([form?.Invoke(envelope) ?? envelope.ToByteString()], configuration: true);
    }

    public BlockMetadata Metadata(BlockHeader header, byte[] filter, int signatures)
    {
        var value = new OrdererBlockMetadata { LastConfig = new LastConfig { Index = lastConfiguration } }.ToByteString();
        var metadata = new Protos.Metadata { Value = value };
        for (var i = 0; i < signatures; i++)
        {
            var signed = bft
                ? new IdentifierHeader { Identifier = (uint)i + 1, Nonce = Nonce() }.ToByteString()
                : new SignatureHeader { Creator = Orderers[i].Serialized, Nonce = Nonce() }.ToByteString();
            var signature = ByteString.CopyFrom(Orderers[i].Sign(value.ToByteArray(), signed.ToByteArray(), BlockHash.HeaderBytes(header)));
            metadata.Signatures.Add(bft
                ? new MetadataSignature { IdentifierHeader = signed, Signature = signature }
                : new MetadataSignature { SignatureHeader = signed, Signature = signature });
        }

        return new BlockMetadata
        {
            Metadata = { metadata.ToByteString(), ByteString.Empty, ByteString.CopyFrom(filter), ByteString.Empty,
            ByteString.CopyFrom(1, 2, 3) }
        };
    }

    public static ByteString Nonce() => ByteString.CopyFrom(RandomNumberGenerator.GetBytes(24));

    public void Dispose()
    {
        foreach (var organisation in Organisations)
            organisation.Dispose();
        OrderingOrganisation.Dispose();
    }

    private Block MakeGenesis()
    {
        var envelope = ConfigurationEnvelope(ConfigurationRoot(), creator: null).ToByteString();
        var header = new BlockHeader { Number = 0, DataHash = ByteString.CopyFrom(Strict.Sha256(envelope)) };
        return new Block
        {
            Header = header,
            Data = new BlockData { Data = { envelope } },
            Metadata =
                new BlockMetadata { Metadata = { ByteString.Empty, ByteString.Empty, ByteString.CopyFrom((byte)0), ByteString.Empty, ByteString.Empty } },
        };
    }

    private Envelope ConfigurationEnvelope(ConfigGroup root, TestIdentity? creator)
    {
        var signatureHeader = new SignatureHeader { Nonce = Nonce(), Creator = creator?.Serialized ?? ByteString.Empty };
        var payload = new Payload
        {
            Header = new Header
            {
                ChannelHeader = new ChannelHeader
                {
                    Type = (int)HeaderType.Config,
                    ChannelId = Name,
                    Timestamp = new Timestamp { Seconds = 1_750_000_000 }
                }.ToByteString(),
                SignatureHeader = signatureHeader.ToByteString(),
            },
            Data = new ConfigEnvelope { Config = new Config { Sequence = sequence, ChannelGroup = root } }.ToByteString(),
        };
        return creator?.Sign(payload) ?? new Envelope { Payload = payload.ToByteString() };
    }

    public ConfigGroup ConfigurationRoot()
    {
        var application = new ConfigGroup();
        foreach (var organisation in Organisations)
            application.Groups.Add(organisation.Name, Group(organisation, MSPRoleType.Peer));
        application.Policies.Add("Endorsement", ImplicitMeta("Endorsement", ImplicitMetaPolicy.Types.Rule.Majority));
        application.Policies.Add("LifecycleEndorsement", ImplicitMeta("Endorsement", ImplicitMetaPolicy.Types.Rule.Majority));

        var orderer = new ConfigGroup();
        orderer.Groups.Add(OrderingOrganisation.Name, Group(OrderingOrganisation, MSPRoleType.Orderer));
        orderer.Values.Add("ConsensusType", new ConfigValue { Value = new ConsensusType { Type = bft ? "BFT" : "etcdraft" }.ToByteString() });
        orderer.Policies.Add("Writers", ImplicitMeta("Writers", ImplicitMetaPolicy.Types.Rule.Any));
        if (bft)
        {
            orderer.Values.Add(
                "Orderers",
                new ConfigValue
                {
                    Value =
                    new Orderers
                    {
                        ConsenterMapping =
                        { Orderers.Select((o, i) =>
                            new Consenter { Id = (uint)i + 1, MspId = o.MspId, Identity = ByteString.CopyFromUtf8(o.CertificatePem) }) }
                    }.ToByteString()
                });
            orderer.Policies.Add(
                "BlockValidation",
                Signature(
                    Principals.OutOf(
                        3, [.. Orderers.Select(
                            o => new MSPPrincipal { PrincipalClassification = MSPPrincipal.Types.Classification.Identity, Principal = o.Serialized })])));
        }
        else
        {
            orderer.Policies.Add("BlockValidation", ImplicitMeta("Writers", ImplicitMetaPolicy.Types.Rule.Any));
        }

        var root = new ConfigGroup();
        root.Groups.Add("Application", application);
        root.Groups.Add("Orderer", orderer);
        if (bft)
            root.Values.Add("Capabilities", new ConfigValue { Value = new Capabilities { Capabilities_ = { ["V3_0"] = new Capability() } }.ToByteString() });
        return root;
    }

    private static ConfigGroup Group(TestOrganisation organisation, MSPRoleType role)
    {
        var group = new ConfigGroup();
        group.Values.Add("MSP", new ConfigValue { Value = new MSPConfig { Config = organisation.Definition().ToByteString() }.ToByteString() });
        group.Policies.Add("Endorsement", Signature(Principals.Or(role, organisation.MspId)));
        group.Policies.Add("Writers", Signature(Principals.Or(MSPRoleType.Member, organisation.MspId)));
        return group;
    }

    private static ConfigPolicy Signature(SignaturePolicyEnvelope policy) =>
        new() { Policy = new Policy { Type = (int)Policy.Types.PolicyType.Signature, Value = policy.ToByteString() } };

    private static ConfigPolicy ImplicitMeta(string name, ImplicitMetaPolicy.Types.Rule rule) =>
        new()
        {
            Policy = new Policy
            {
                Type = (int)Policy.Types.PolicyType.ImplicitMeta,
                Value = new ImplicitMetaPolicy { SubPolicy = name, Rule = rule }.ToByteString()
            }
        };
}
