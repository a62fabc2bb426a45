using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// A channel's configuration, as a configuration block brings it: the organisations' memberships, the ordering nodes and
/// the policies. Immutable; safe for use by several threads.
/// </summary>
public sealed class ChannelConfiguration
{
    /// <summary>Policy that the ordering nodes' signatures on a block must satisfy.</summary>
    public const string BlockValidationPolicy = "/Channel/Orderer/BlockValidation";

    /// <summary>Policy of chaincodes that name none of their own.</summary>
    public const string EndorsementPolicy = "/Channel/Application/Endorsement";

    /// <summary>Policy of changes to chaincode definitions.</summary>
    public const string LifecycleEndorsementPolicy = "/Channel/Application/LifecycleEndorsement";

    internal const string Bft = "BFT";

    private const string ApplicationGroup = "Application";
    private const string OrdererGroup = "Orderer";
    private const string RootName = "Channel";

    // From which on members may have Ed25519 keys.
    private static readonly FrozenSet<string> MembershipCapabilities = FrozenSet.Create(StringComparer.Ordinal, "V3_0");

    private readonly ConfigGroup root;
    private readonly FrozenDictionary<string, Membership> memberships;
    private readonly FrozenDictionary<uint, ByteString> consenters;

    private ChannelConfiguration(
        ByteString bytes, ulong sequence, ConfigGroup root, string consensusType,
        FrozenDictionary<string, Membership> memberships, FrozenDictionary<uint, ByteString> consenters)
    {
        Bytes = bytes;
        Sequence = sequence;
        this.root = root;
        ConsensusType = consensusType;
        this.memberships = memberships;
        this.consenters = consenters;
    }

    /// <summary>The bytes it was read from, a <c>common.ConfigEnvelope</c>.</summary>
    public ByteString Bytes { get; }

    /// <summary>Grows with every change.</summary>
    public ulong Sequence { get; }

    /// <summary>How ordering agrees: <c>etcdraft</c>, <c>BFT</c>, or one of old versions; empty if the configuration names none.</summary>
    public string ConsensusType { get; }

    /// <summary>Memberships of all organisations, by id.</summary>
    public IReadOnlyDictionary<string, Membership> Memberships => memberships;

    /// <summary>
    /// What of the organisations' memberships cannot be read here, in English; empty when all can. An organisation changes its own
    /// by itself, so what Fabric took and is not understood here costs that organisation members, and stops nobody else.
    /// </summary>
    public IReadOnlyList<string> Unread { get; private init; } = [];

    /// <summary>Ordering nodes of a Byzantine tolerant channel: number to serialized identity. Empty otherwise.</summary>
    public IReadOnlyDictionary<uint, ByteString> Consenters => consenters;

    /// <summary>Reads a configuration. Never throws on any input.</summary>
    /// <param name="envelope">A <c>common.ConfigEnvelope</c>: the payload data of a configuration transaction.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="fault">What is wrong with it, in English.</param>
    public static bool TryRead(ByteString envelope, [NotNullWhen(true)] out ChannelConfiguration? configuration, [NotNullWhen(false)] out string? fault)
    {
        configuration = null;
        try
        {
            if (Wire.Parse(ConfigEnvelope.Parser, envelope).Config is not { ChannelGroup: { } root } config)
            {
                fault = "it holds no channel group";
                return false;
            }

            var read = new Dictionary<string, Membership>(StringComparer.Ordinal);
            var unread = new List<string>();
            var allowsEd25519 = CapabilitiesOf(root).Any(MembershipCapabilities.Contains);
            foreach (var (name, organisation) in Organisations(root))
            {
                if (AddMembership(read, organisation, allowsEd25519) is { } missing)
                    unread.Add($"nobody is a member of organisation {name}: {missing}");
            }

            configuration = new ChannelConfiguration(
                envelope, config.Sequence, root, ConsensusTypeOf(root), read.ToFrozenDictionary(StringComparer.Ordinal),
                ConsentersOf(root).ToFrozenDictionary())
            {
                Unread = [.. unread, .. read.Values.SelectMany(m => m.Unread)],
            };
            fault = null;
            return true;
        }
        catch (InvalidProtocolBufferException e)
        {
            fault = $"it cannot be read: {e.Message}";
            return false;
        }
    }

    /// <summary>Why an identity is not a member of the channel, in English; null if it is.</summary>
    public string? MemberFault(Member member) => memberships.TryGetValue(member.MspId, out var membership)
        ? membership.MemberFault(member.Certificate)
        : $"no organisation of the channel has the membership id {member.MspId}";

    /// <summary>
    /// Whether a member made a signature over the parts, one after the other, as its organisation signs. Of no organisation of
    /// the channel, nobody did.
    /// </summary>
    internal bool Verify(Member member, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> part1, ReadOnlySpan<byte> part2 = default,
        ReadOnlySpan<byte> part3 = default) =>
        memberships.TryGetValue(member.MspId, out var membership) && membership.Verify(member.Certificate, signature, part1, part2, part3);

    /// <summary>Whether the configuration has a policy.</summary>
    /// <param name="path">Such as <see cref="EndorsementPolicy"/>.</param>
    public bool HasPolicy(string path) => Find(path) is not null;

    /// <summary>Whether signers satisfy a policy of the configuration. A policy that is absent or not understood is satisfied by nobody.</summary>
    /// <param name="path">Such as <see cref="EndorsementPolicy"/>.</param>
    /// <param name="signers">Distinct identities whose signatures have been verified.</param>
    public bool IsSatisfied(string path, IReadOnlyList<Member> signers) =>
        Find(path) is var (group, name) && IsSatisfied(group, name, signers);

    /// <summary>Whether signers satisfy a signature policy under the channel's memberships.</summary>
    /// <param name="policy">Principals and the rule over them.</param>
    /// <param name="signers">Distinct identities whose signatures have been verified.</param>
    public bool IsSatisfied(SignaturePolicyEnvelope policy, IReadOnlyList<Member> signers) =>
        SignaturePolicies.IsSatisfied(policy, signers, Satisfies);

    /// <summary>Path of the endorsement policy of one organisation; null if no organisation of the application has that membership.</summary>
    internal string? EndorsementPolicyOf(string mspId)
    {
        foreach (var (name, organisation) in root.Groups.TryGetValue(ApplicationGroup, out var application) ? application.Groups : [])
        {
            if (MspIdOf(organisation) == mspId)
                return $"/{RootName}/{ApplicationGroup}/{name}/Endorsement";
        }

        return null;
    }

    private bool Satisfies(Member member, MSPPrincipal principal) =>
        memberships.TryGetValue(member.MspId, out var membership) && membership.Satisfies(member.Certificate, principal);

    private (ConfigGroup Group, string Name)? Find(string path)
    {
        var steps = path.Split('/');
        if (steps.Length < 3 || steps[0].Length > 0 || steps[1] != RootName)
            return null;

        var group = root;
        foreach (var step in steps[2..^1])
        {
            if (!group.Groups.TryGetValue(step, out group))
                return null;
        }

        return group.Policies.ContainsKey(steps[^1]) ? (group, steps[^1]) : null;
    }

    private bool IsSatisfied(ConfigGroup group, string name, IReadOnlyList<Member> signers)
    {
        if (!group.Policies.TryGetValue(name, out var entry) || entry.Policy is not { } policy)
            return false;

        try
        {
            return policy.Type switch
            {
                (int)Policy.Types.PolicyType.Signature => IsSatisfied(SignaturePolicyEnvelope.Parser.ParseFrom(policy.Value), signers),
                (int)Policy.Types.PolicyType.ImplicitMeta => IsSatisfied(group, ImplicitMetaPolicy.Parser.ParseFrom(policy.Value), signers),
                _ => false,
            };
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }

    private bool IsSatisfied(ConfigGroup group, ImplicitMetaPolicy policy, IReadOnlyList<Member> signers)
    {
        var count = group.Groups.Count;
        var wanted = policy.Rule switch
        {
            _ when count == 0 => 0,
            ImplicitMetaPolicy.Types.Rule.Any => 1,
            ImplicitMetaPolicy.Types.Rule.All => count,
            ImplicitMetaPolicy.Types.Rule.Majority => (count / 2) + 1,
            _ => int.MaxValue,
        };
        return group.Groups.Values.Count(g => IsSatisfied(g, policy.SubPolicy, signers)) >= wanted;
    }

    private static IEnumerable<KeyValuePair<string, ConfigGroup>> Organisations(ConfigGroup root)
    {
        foreach (var name in new[] { ApplicationGroup, OrdererGroup })
        {
            if (root.Groups.TryGetValue(name, out var group))
            {
                foreach (var organisation in group.Groups)
                    yield return organisation;
            }
        }

        // A system channel of old versions lists organisations under consortia.
        if (root.Groups.TryGetValue("Consortiums", out var consortiums))
        {
            foreach (var organisation in consortiums.Groups.Values.SelectMany(c => c.Groups))
                yield return organisation;
        }
    }

    private static string? AddMembership(Dictionary<string, Membership> memberships, ConfigGroup organisation, bool allowsEd25519)
    {
        if (!organisation.Values.TryGetValue("MSP", out var value))
            return "it has no membership definition";

        try
        {
            var config = Wire.Parse(MSPConfig.Parser, value.Value);
            if (config.Type != 0)
                return $"its membership is of type {config.Type}, of whose members nobody can be judged here";

            if (Membership.TryRead(config.Config, allowsEd25519, out var membership, out var fault))
                memberships[membership.MspId] = membership;

            return fault;
        }
        catch (InvalidProtocolBufferException e)
        {
            return $"its membership definition cannot be read: {e.Message}";
        }
    }

    private static string? MspIdOf(ConfigGroup organisation)
    {
        try
        {
            return organisation.Values.TryGetValue("MSP", out var value) && Wire.Parse(MSPConfig.Parser, value.Value) is { Type: 0 } config
                ? Wire.Parse(FabricMSPConfig.Parser, config.Config).Name
                : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static IEnumerable<string> CapabilitiesOf(ConfigGroup root) =>
        root.Values.TryGetValue("Capabilities", out var value) ? Wire.Parse(Capabilities.Parser, value.Value).Capabilities_.Keys : [];

    private static string ConsensusTypeOf(ConfigGroup root) =>
        root.Groups.TryGetValue(OrdererGroup, out var orderer) && orderer.Values.TryGetValue("ConsensusType", out var value)
            ? Wire.Parse(Protos.ConsensusType.Parser, value.Value).Type
            : "";

    private static Dictionary<uint, ByteString> ConsentersOf(ConfigGroup root)
    {
        var found = new Dictionary<uint, ByteString>();
        if (root.Groups.TryGetValue(OrdererGroup, out var orderer) && orderer.Values.TryGetValue("Orderers", out var value))
        {
            foreach (var consenter in Wire.Parse(Orderers.Parser, value.Value).ConsenterMapping)
                found[consenter.Id] = new SerializedIdentity { Mspid = consenter.MspId, IdBytes = consenter.Identity }.ToByteString();
        }

        return found;
    }
}
