using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>Findings and verdicts as messages, for whoever hands them on: services, nodes, chaincode.</summary>
public static class VerdictMessages
{
    /// <summary>A finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="failedEvent">Index of its event; −1 for the envelope as a whole.</param>
    public static RuleFailure ToMessage(Finding finding, int failedEvent = 0)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new RuleFailure
        {
            Rule = finding.Rule,
            Severity = finding.Severity.ToString().ToUpperInvariant(),
            NameZh = finding.NameZh,
            NameEn = finding.NameEn,
            MessageZh = finding.MessageZh,
            MessageEn = finding.MessageEn,
            Values =
            {
                finding.Values.Select(value => new RuleValue { Label = value.Label, Value = value.Value, Source = value.Source, Entry = value.Entry }),
            },
            AdviceZh = finding.AdviceZh,
            AdviceEn = finding.AdviceEn,
            Acknowledged = finding.Acknowledged,
            Event = (uint)Math.Max(0, failedEvent),
            Flow = finding.Flow,
        };
    }

    /// <summary>A refusal with every page it was judged on.</summary>
    public static RefusedVerdict ToMessage(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return new RefusedVerdict
        {
            FailedEvent = verdict.FailedEvent,
            Failures = { verdict.Findings.Select(finding => ToMessage(finding, verdict.FailedEvent)) },
            Reads = { verdict.Reads.Select(ToMessage) },
        };
    }

    /// <summary>A page that was read.</summary>
    public static PageReadMessage ToMessage(PageRead read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var message = new PageReadMessage { Key = read.Key };
        if (read.Page is { } page)
            message.Page = ByteString.CopyFrom(page);

        return message;
    }

    /// <summary>A whole judgement.</summary>
    /// <param name="judgement">The judgement.</param>
    /// <param name="leafHash">Leaf hash (32 bytes) of the envelope judged.</param>
    /// <param name="withReads">Also gives the pages an accepted envelope was judged on; a refusal always names them.</param>
    public static SubmitOutcome ToMessage(Judgement judgement, byte[] leafHash, bool withReads)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        ArgumentNullException.ThrowIfNull(leafHash);
        return judgement.Outcome switch
        {
            JudgementOutcome.Accepted => new SubmitOutcome
            {
                Accepted = new AcceptedVerdict
                {
                    LeafHash = ByteString.CopyFrom(leafHash),
                    Findings = { judgement.Verdict.Findings.Select(finding => ToMessage(finding)) },
                    Reads = { withReads ? judgement.Verdict.Reads.Select(ToMessage) : [] },
                },
            },
            JudgementOutcome.Duplicate => new SubmitOutcome { DuplicateOf = ByteString.CopyFrom(judgement.Recorded!) },
            JudgementOutcome.Conflict => new SubmitOutcome { ConflictWith = ByteString.CopyFrom(judgement.Recorded!) },
            _ => new SubmitOutcome { Refused = ToMessage(judgement.Verdict) },
        };
    }

    /// <summary>A finding read back.</summary>
    public static Finding ToFinding(RuleFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new(
            failure.Rule,
            // A severity this build does not know is taken as the strictest.
            Enum.TryParse<Severity>(failure.Severity, ignoreCase: true, out var severity) ? severity : Severity.Reject,
            failure.NameZh,
            failure.NameEn,
            failure.MessageZh,
            failure.MessageEn,
            [.. failure.Values.Select(value => new FindingValue(value.Label, value.Value, value.Source, value.Entry))],
            failure.AdviceZh,
            failure.AdviceEn,
            failure.Acknowledged)
        {
            Flow = failure.Flow,
        };
    }

    /// <summary>A refusal read back.</summary>
    public static Verdict ToVerdict(RefusedVerdict refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return new(
            Accepted: false,
            refused.FailedEvent,
            [.. refused.Failures.Select(ToFinding)],
            [.. refused.Reads.Select(ToRead)]);
    }

    /// <summary>A page that was read, read back.</summary>
    public static PageRead ToRead(PageReadMessage read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new(read.Key, read.HasPage ? read.Page.ToByteArray() : null);
    }
}
