using Google.Protobuf.Collections;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// Judges envelopes: number, signer, certificate, time, governance, then the domain's rules. The same code runs on
/// every peer, in ordering and in replay; its answer depends on the envelope and the pages read alone.
/// </summary>
public sealed class EnvelopeJudge
{
    /// <summary>How far an envelope's time may be off the clock of ordering, either way: five minutes, in milliseconds.</summary>
    public const ulong FreshnessMs = 5 * 60 * 1000;

    /// <summary>How far an envelope's time may lie below the newest seal's on live intake: ten minutes, in milliseconds.</summary>
    public const ulong SealToleranceMs = 10 * 60 * 1000;

    private readonly string origin;
    private readonly IContract contract;
    private readonly SignerDirectory signers;
    private readonly GovernanceContract governance;
    private readonly ExecutionCache? executions;
    private readonly Action<RuleFault>? faults;

    /// <summary>A judge of one ledger.</summary>
    /// <param name="origin">The ledger's name.</param>
    /// <param name="contract">The domain's rules.</param>
    /// <param name="certificates">Certificates parsed before.</param>
    /// <param name="executions">What the peers of the process share; null for one that shares nothing.</param>
    /// <param name="faults">Told of every exception of the rules' code, of which a finding names the kind alone; null: nobody.</param>
    public EnvelopeJudge(
        string origin, IContract contract, CertificateCache certificates, ExecutionCache? executions = null, Action<RuleFault>? faults = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(origin);
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(certificates);
        this.origin = origin;
        this.contract = contract;
        this.executions = executions;
        this.faults = faults;
        signers = new SignerDirectory(certificates);
        governance = new GovernanceContract(origin, certificates, contract);
    }

    /// <summary>Judges an envelope over a state; changes nothing.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="state">The newest pages.</param>
    /// <param name="clock">The clock of ordering or endorsement; null for peers and replay.</param>
    public Judgement Judge(DecodedEnvelope envelope, IPageSource state, OrderingClock? clock = null)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(state);
        return Judge(envelope, state as PageOverlay ?? new PageOverlay(state), clock);
    }

    /// <summary>Judges an envelope as ordering would if its key had signed it; changes nothing. For a dry run: nothing is signed for it.</summary>
    /// <param name="envelope">The envelope; its signature is not looked at.</param>
    /// <param name="state">The newest pages.</param>
    public Judgement JudgeUnsigned(DecodedEnvelope envelope, IPageSource state)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(state);
        return Judge(envelope, new PageOverlay(state), clock: null, isSigned: false);
    }

    /// <summary>Whether this build has the rules of a profile.</summary>
    internal bool Supports(uint profile) => contract.Supports(profile);

    internal Judgement Judge(DecodedEnvelope envelope, PageOverlay state, OrderingClock? clock, bool isSigned = true)
    {
        var recorded = state.ReadPage(envelope.SequenceKey);
        if (recorded is not null && recorded.AsSpan().SequenceEqual(envelope.LeafHash))
            return new(JudgementOutcome.Duplicate, Verdict(-1, [ChainFindings.Repeated(envelope.SequenceKey, recorded)], []), [], recorded);

        if (recorded is null && clock is null && isSigned && executions?.Find(envelope, origin, contract, state) is { } shared)
            return shared;

        var context = new EnvelopeContext(state, envelope) { AtOrdering = clock is not null || !isSigned };
        if (Admit(envelope, context, isSigned) is { } refusal)
            return Refused(-1, [refusal], context);

        if (recorded is not null)
            return new(JudgementOutcome.Conflict, Verdict(-1, [ChainFindings.Conflict(envelope.SequenceKey, recorded)], context.Reads), [], recorded);

        var time = envelope.Payload.TimeMs;
        if (clock is { } seal && time + SealToleranceMs < seal.SealMs)
            return Refused(-1, [ChainFindings.BeforeSeal(time, seal)], context);

        if (clock is { } now && (time > now.NowMs ? time - now.NowMs : now.NowMs - time) > FreshnessMs)
            return Refused(-1, [ChainFindings.Stale(time, now.NowMs, now.Name)], context);

        var judgement = Execute(envelope.Payload.Events, context);
        if (isSigned)
            executions?.Offer(envelope, origin, contract, judgement);

        return judgement;
    }

    private Finding? Admit(DecodedEnvelope envelope, EnvelopeContext context, bool isSigned)
    {
        if (envelope.Payload.Origin != origin)
            return ChainFindings.Origin(origin, envelope.Payload.Origin);

        var keyPage = envelope.KeyPage;
        if (context.Read(keyPage) is not { } page)
            return ChainFindings.UnknownSigner(envelope.KeyId);

        var key = signers.Key(keyPage, page.Body);
        var memberPage = context.Read(key.MemberPage) ?? throw new InvalidOperationException($"Page {key.MemberPage} is absent; genesis writes it.");
        var member = signers.Member(key.MemberPage, memberPage.Body);
        if (isSigned && !envelope.VerifySignature(key.Certificate.Key))
            return ChainFindings.BadSignature(envelope.KeyId, member.Organisation);

        if (!key.Certificate.IsValidAt(envelope.Payload.TimeMs))
            return ChainFindings.CertificateTime(key.Certificate, envelope.Payload.TimeMs, page, keyPage);

        if (context.Read(key.RevocationPage) is { } revoked)
            return ChainFindings.Revoked(key.RevocationPage, revoked);

        context.Signer = new Signer(member, envelope.KeyId);
        context.Profile = signers.Profile(context.Read(PageKeys.Profile)!.Body);
        if (!contract.Supports(context.Profile))
            return ChainFindings.UnknownProfile(context.Profile);

        context.Form = contract.FormOf(context.Profile);
        return null;
    }

    private Judgement Execute(RepeatedField<Event> events, EnvelopeContext context)
    {
        List<Finding>? kept = null;
        for (var i = 0; i < events.Count; i++)
        {
            var findings = Execute(events[i], events.Count, context);
            var refuses = Refuses(findings);
            if (context.Younger.Count > 0)
            {
                findings = [.. findings, ChainFindings.Younger(context.TimeMs, context.Younger)];
                refuses = true;
            }

            if (refuses)
                return Refused(i, findings, context);

            if (findings.Count > 0)
                (kept ??= []).AddRange(findings);
        }

        var verdict = new Verdict(true, -1, kept ?? (IReadOnlyList<Finding>)[], context.Reads);
        return new(JudgementOutcome.Accepted, verdict, context.Writes());
    }

    private IReadOnlyList<Finding> Execute(Event e, int eventCount, EnvelopeContext context)
    {
        try
        {
            return governance.Decides(context, e.Type)
                ? governance.Execute(context, e, eventCount)
                : contract.Execute(context, e);
        }
        catch (Exception exception) when (exception is not (StoreException or OutOfMemoryException or OperationCanceledException))
        {
            faults?.Invoke(new RuleFault(context.LeafHash, e.Type, exception));
            return [ChainFindings.Fault(e.Type, exception)];
        }
    }

    private static bool Refuses(IReadOnlyList<Finding> findings)
    {
        for (var i = 0; i < findings.Count; i++)
        {
            if (findings[i].Refuses)
                return true;
        }

        return false;
    }

    private static Judgement Refused(int failedEvent, IReadOnlyList<Finding> findings, EnvelopeContext context) =>
        new(JudgementOutcome.Refused, Verdict(failedEvent, findings, context.Reads), []);

    private static Verdict Verdict(int failedEvent, IReadOnlyList<Finding> findings, IReadOnlyList<PageRead> reads) =>
        new(false, failedEvent, findings, reads);
}
