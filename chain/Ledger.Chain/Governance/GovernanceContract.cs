using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// The chain's own contract: revocation of certificates, replacement of keys, activation of profiles, and the events of the
/// domain that it says are governed. What needs
/// several departments is proposed in one envelope and approved in others; it takes effect with the last approval.
/// </summary>
internal sealed class GovernanceContract(string origin, CertificateCache certificates, IContract contract)
{
    private static readonly string RevokeType = V1.RevokeCertificate.Descriptor.FullName;
    private static readonly string ReplaceType = ReplaceKeys.Descriptor.FullName;
    private static readonly string ActivateType = ActivateProfile.Descriptor.FullName;
    private static readonly string ApproveType = V1.Approve.Descriptor.FullName;

    private readonly CertificateRevocation revocation = new(certificates);
    private readonly KeyReplacement replacement = new(origin, certificates);
    private readonly ProfileActivation activation = new(contract);

    /// <summary>Whether an event type belongs to the chain, where the profile in force has it.</summary>
    public static bool Handles(string eventType) =>
        eventType == RevokeType || eventType == ReplaceType || eventType == ActivateType || eventType == ApproveType;

    /// <summary>Whether governance decides about an event under the profile in force: one of the chain's own, or one of the contract.</summary>
    public bool Decides(EnvelopeContext context, string eventType) =>
        Handles(eventType) ? context.Form.Has(eventType) : contract.IsGoverned(context.Profile, eventType);

    /// <summary>Judges one governance event and writes what it changes.</summary>
    /// <param name="context">The envelope's view.</param>
    /// <param name="e">The event.</param>
    /// <param name="eventCount">Events of the envelope; must be 1, for a proposal is named by its envelope's leaf hash.</param>
    public IReadOnlyList<Finding> Execute(EnvelopeContext context, Event e, int eventCount)
    {
        if (eventCount != 1)
        {
            return [ChainFindings.Governance(
                "治理事件必须单独成封。", "A governance event stands alone in its envelope.",
                [new("events", $"{eventCount}", "envelope")],
                "每个治理事件单独签一个信封。", "Sign one envelope per governance event.")];
        }

        try
        {
            if (e.Type == ApproveType)
            {
                Approve(context, Parse<Approve>(context, e));
            }
            else
            {
                Propose(context, e);
            }

            return [];
        }
        catch (GovernanceRefusal refusal)
        {
            return refusal.Findings;
        }
    }

    private void Propose(EnvelopeContext context, Event e)
    {
        var measure = Read(context, e);
        measure.Validate(context);
        var quorum = Quorum(context);
        var proposer = context.Signer.Member;
        var isPeer = quorum.Peers.Contains(proposer.Organisation);
        if (!isPeer && proposer.Organisation != measure.Concerns)
        {
            throw new GovernanceRefusal(ChainFindings.Governance(
                "该机构不运行节点，只能就自己的证书提出治理事件。", "This organisation runs no peer; it may propose governance about itself only.",
                [new("signer", proposer.Organisation, "envelope"), new("concerns", measure.Concerns ?? "all", $"event.{e.Type}")],
                "由运行节点的部门提出。", "Let a department that runs a peer propose it."));
        }

        var proposal = new Proposal { Event = e, Proposer = proposer.Organisation };
        Count(context, measure, proposal, quorum, PageKeys.Proposal(context.LeafHash.Span));
    }

    private void Approve(EnvelopeContext context, Approve approve)
    {
        var key = PageKeys.Proposal(approve.Proposal.Span);
        if (approve.Proposal.Length != MerkleHash.Size || context.Read(key) is not { } page)
        {
            throw new GovernanceRefusal(ChainFindings.Governance(
                "没有该提案。", "There is no such proposal.", [new("proposal", ChainFindings.Hex(approve.Proposal.Span), "event.proposal")],
                "使用提案信封的叶哈希。", "Name the leaf hash of the envelope that proposed."));
        }

        var proposal = Proposal.Parser.ParseFrom(page.Body);
        var organisation = context.Signer.Member.Organisation;
        var measure = Read(context, proposal.Event);
        var quorum = Quorum(context);
        if (proposal.Effective || proposal.Approvals.Contains(organisation) || !Needed(measure, quorum).Contains(organisation))
        {
            throw new GovernanceRefusal(ChainFindings.Governance(
                "该提案已生效，或不需要本机构的批准，或本机构已批准。",
                "The proposal has taken effect, or does not need this organisation's approval, or has it already.",
                [
                    new("signer", organisation, "envelope"),
                    new("needed", string.Join(", ", Needed(measure, quorum)), PageKeys.Quorum),
                    new("approved", string.Join(", ", proposal.Approvals), key, ChainFindings.Hex(page.Entry.Span)),
                ],
                "无需再次批准。", "No approval of yours is wanted."));
        }

        measure.Validate(context);
        Count(context, measure, proposal, quorum, key);
    }

    /// <summary>Counts the signer's approval and, if none is lacking, lets the measure take effect.</summary>
    private static void Count(EnvelopeContext context, GovernanceMeasure measure, Proposal proposal, Quorum quorum, string key)
    {
        var needed = Needed(measure, quorum);
        var signer = context.Signer.Member;
        var ownAffair = measure.OwnSignatureSuffices && signer.Organisation == measure.Concerns;
        if (needed.Contains(signer.Organisation))
        {
            var approvals = proposal.Approvals.Append(signer.Organisation).Order(StringComparer.Ordinal).ToList();
            proposal.Approvals.Clear();
            proposal.Approvals.Add(approvals);
        }

        if (ownAffair || needed.All(proposal.Approvals.Contains))
        {
            proposal.Effective = true;
            measure.Apply(context);
        }

        context.WriteSystem(key, proposal);
    }

    private GovernanceMeasure Read(EnvelopeContext context, Event e)
    {
        if (e.Type == RevokeType)
            return revocation.Of(context, Parse<RevokeCertificate>(context, e));

        if (e.Type == ReplaceType)
            return replacement.Of(context, Parse<ReplaceKeys>(context, e));

        if (e.Type == ActivateType)
            return activation.Of(Parse<ActivateProfile>(context, e));

        return contract.IsGoverned(context.Profile, e.Type)
            ? Governed(e)
            : throw new GovernanceRefusal(ChainFindings.Governance(
                "现行规则版本没有该治理事件。", "The profile in force has no such governance event.", [new("type", e.Type, "event.type")],
                "按现行规则版本重新提出。", "Propose it anew under the profile in force."));
    }

    /// <summary>An event of the contract: all departments decide about it.</summary>
    private GovernanceMeasure Governed(Event e)
    {
        return new GovernanceMeasure(Concerns: null, OwnSignatureSuffices: false, Validate, Apply);

        void Validate(EnvelopeContext context)
        {
            var findings = contract.Validate(new GovernedPages(context), e);
            if (findings.Count > 0)
                throw new GovernanceRefusal(findings);
        }

        void Apply(EnvelopeContext context) => contract.Apply(new GovernedPages(context), e);
    }

    private static List<string> Needed(GovernanceMeasure measure, Quorum quorum) =>
        [.. quorum.Peers.Where(organisation => organisation != measure.Concerns)];

    private static Quorum Quorum(EnvelopeContext context) =>
        V1.Quorum.Parser.ParseFrom(context.Read(PageKeys.Quorum)!.Body);

    private static T Parse<T>(EnvelopeContext context, Event e)
        where T : IMessage<T>, new() =>
        context.Form.TryParse<T>(e.Body.Span, out var message, out var fault)
            ? message
            : throw new GovernanceRefusal(ChainFindings.Malformed(fault));
}
