using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Judges a call's endorsements as a peer of capability V2_0 does: the policy of each namespace written, that of each
/// collection written, and that of the chaincode called.
/// </summary>
internal sealed class EndorsementJudge(ChannelConfiguration configuration, ChaincodeRulesBook book, BlockVerifierOptions options, MemberCache members)
{
    private const string ImplicitCollectionPrefix = "_implicit_org_";

    /// <summary>What fails; null if nothing does.</summary>
    public (BlockFault Fault, string Detail)? Judge(EndorsedCall call)
    {
        if (call.ChaincodeName.Length == 0 || call.ChaincodeVersion.Length == 0)
            return (BlockFault.Chaincode, "the endorsed result names no chaincode or no version of it");

        if (call.ProposedChaincodeName != call.ChaincodeName)
            return (BlockFault.Chaincode, $"the header names chaincode {call.ProposedChaincodeName}, the endorsed result {call.ChaincodeName}");

        if (call.Event is { } e && e.ChaincodeId != call.ChaincodeName)
            return (BlockFault.Chaincode, $"the event is that of chaincode {e.ChaincodeId}, the endorsed result that of {call.ChaincodeName}");

        if (TwiceFault(call) is { } twice)
            return twice;

        var endorsers = Endorsers(call);
        var called = call.ReadWriteSets.FirstOrDefault(s => s.Namespace == call.ChaincodeName);
        return JudgeNamespace(call.ChaincodeName, called, endorsers)
            ?? call.ReadWriteSets.Where(s => s != called && s.Writes).Select(s => JudgeNamespace(s.Namespace, s, endorsers)).FirstOrDefault(f => f is not null);
    }

    /// <summary>What fails of what it writes to the chaincodes' definitions; what else it writes is not looked at.</summary>
    public (BlockFault Fault, string Detail)? JudgeDefinition(EndorsedCall call) => TwiceFault(call)
        ?? JudgeNamespace(
            ChaincodeRulesBook.LifecycleNamespace, call.ReadWriteSets.FirstOrDefault(s => s.Namespace == ChaincodeRulesBook.LifecycleNamespace),
            Endorsers(call));

    private static (BlockFault, string)? TwiceFault(EndorsedCall call) =>
        call.ReadWriteSets.GroupBy(s => s.Namespace, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? (BlockFault.Chaincode, $"namespace {twice.Key} stands twice in its read and write sets")
            : null;

    private (BlockFault, string)? JudgeNamespace(string name, NamespaceReadWriteSet? set, IReadOnlyList<Member> endorsers)
    {
        var collections = set?.Collections.Where(c => c.Writes).ToList() ?? [];
        if (set is not null && SetsKeyPolicy(set))
            return (BlockFault.UnknownPolicy, $"namespace {name} gives keys an endorsement policy of their own, which is not supported here");

        foreach (var collection in collections)
        {
            var (policy, fault) = PolicyOf(name, collection.Collection);
            if (policy is null)
                return (BlockFault.UnknownPolicy, fault);

            if (!IsSatisfied(policy, endorsers))
                return Unsatisfied($"collection {collection.Collection} of namespace {name}", endorsers);
        }

        // Writes to collections alone are judged by the collections' policies alone.
        if (collections.Count > 0 && set!.Public.Writes.Count == 0 && set.Public.MetadataWrites.Count == 0)
            return null;

        var (own, unknown) = PolicyOf(name);
        return own is null ? (BlockFault.UnknownPolicy, unknown) : IsSatisfied(own, endorsers) ? null : Unsatisfied($"namespace {name}", endorsers);
    }

    /// <summary>Endorsers whose signatures hold, each once. As for a peer, one that does not hold is no fault by itself.</summary>
    private List<Member> Endorsers(EndorsedCall call)
    {
        var endorsers = new List<Member>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endorsement in call.Endorsements)
        {
            if (members.TryRead(endorsement.Endorser, out var endorser, out _)
                && !seen.Contains(Key(endorser))
                && configuration.Verify(endorser, endorsement.Signature.Span, call.ResponsePayloadBytes.Span, endorsement.Endorser.Span))
            {
                seen.Add(Key(endorser));
                endorsers.Add(endorser);
            }
        }

        return endorsers;
    }

    private static string Key(Member member) => $"{member.MspId}\0{member.Certificate.Identity}";

    private (ApplicationPolicy? Policy, string Fault) PolicyOf(string chaincode)
    {
        if (options.EndorsementPolicies.TryGetValue(chaincode, out var told))
            return (told, "");

        if (chaincode == ChaincodeRulesBook.LifecycleNamespace)
        {
            return configuration.HasPolicy(ChannelConfiguration.LifecycleEndorsementPolicy)
                ? (Reference(ChannelConfiguration.LifecycleEndorsementPolicy), "")
                : (null, $"the configuration has no policy {ChannelConfiguration.LifecycleEndorsementPolicy}");
        }

        return book.Find(chaincode) switch
        {
            null => (null, $"the endorsement policy of namespace {chaincode} is not known: it was defined before the first block read, or by Fabric 1.x"),
            { EndorsementPolicy.IsEmpty: true } => (null, $"namespace {chaincode} is validated by a plug-in of the network's own"),
            var rules => Parse(rules.EndorsementPolicy, chaincode),
        };
    }

    private (ApplicationPolicy? Policy, string Fault) PolicyOf(string chaincode, string collection)
    {
        if (collection.StartsWith(ImplicitCollectionPrefix, StringComparison.Ordinal))
        {
            var mspId = collection[ImplicitCollectionPrefix.Length..];
            return configuration.EndorsementPolicyOf(mspId) is { } path
                ? (Reference(path), "")
                : (null, $"collection {collection} is that of no organisation of the channel");
        }

        try
        {
            var package = CollectionConfigPackage.Parser.ParseFrom(book.Find(chaincode)?.Collections ?? ByteString.Empty);
            var own = package.Config.Select(c => c.StaticCollectionConfig).FirstOrDefault(c => c?.Name == collection)?.EndorsementPolicy;
            return own is null ? PolicyOf(chaincode) : (own, "");
        }
        catch (InvalidProtocolBufferException e)
        {
            return (null, $"the collections of chaincode {chaincode} cannot be read: {e.Message}");
        }
    }

    private static (ApplicationPolicy? Policy, string Fault) Parse(ByteString bytes, string chaincode)
    {
        try
        {
            return (ApplicationPolicy.Parser.ParseFrom(bytes), "");
        }
        catch (InvalidProtocolBufferException e)
        {
            return (null, $"the endorsement policy of chaincode {chaincode} cannot be read: {e.Message}");
        }
    }

    private bool IsSatisfied(ApplicationPolicy policy, IReadOnlyList<Member> endorsers) => policy.TypeCase switch
    {
        ApplicationPolicy.TypeOneofCase.SignaturePolicy => configuration.IsSatisfied(policy.SignaturePolicy, endorsers),
        ApplicationPolicy.TypeOneofCase.ChannelConfigPolicyReference => configuration.IsSatisfied(policy.ChannelConfigPolicyReference, endorsers),
        _ => false,
    };

    private static (BlockFault, string) Unsatisfied(string what, IReadOnlyList<Member> endorsers) =>
        (BlockFault.EndorsementPolicy,
            $"its endorsements by {(endorsers.Count == 0 ? "nobody" : string.Join(", ", endorsers))} do not satisfy the policy of {what}");

    private static ApplicationPolicy Reference(string path) => new() { ChannelConfigPolicyReference = path };

    private static bool SetsKeyPolicy(NamespaceReadWriteSet set) =>
        set.Public.MetadataWrites.SelectMany(w => w.Entries).Concat(set.Collections.SelectMany(c => c.Hashed.MetadataWrites).SelectMany(w => w.Entries))
            .Any(e => e.Name.StartsWith("VALIDATION_PARAMETER", StringComparison.Ordinal));
}
