using Google.Protobuf;
using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Node.Transport;

/// <summary>Findings and verdicts as nodes send them to each other.</summary>
internal static class VerdictMessages
{
    public static SubmitEnvelopeReply ToReply(this SubmitResult result) => result switch
    {
        SubmitResult.Admitted admitted => new SubmitEnvelopeReply
        {
            Admitted = new Admitted
            {
                Block = admitted.Block,
                LeafHash = ByteString.CopyFrom(admitted.LeafHash),
                Findings = { admitted.Findings.Select(ToMessage) },
            },
        },
        SubmitResult.Duplicate duplicate => new SubmitEnvelopeReply { DuplicateOf = ByteString.CopyFrom(duplicate.LeafHash) },
        SubmitResult.Conflict conflict => new SubmitEnvelopeReply { ConflictWith = ByteString.CopyFrom(conflict.RecordedLeafHash) },
        SubmitResult.Refused refused => new SubmitEnvelopeReply
        {
            Refused = new RefusedVerdict
            {
                FailedEvent = refused.Verdict.FailedEvent,
                Failures = { refused.Verdict.Findings.Select(ToMessage) },
                Reads = { refused.Verdict.Reads.Select(read => ToMessage(read.Key, read.Page)) },
            },
        },
        SubmitResult.Busy busy => new SubmitEnvelopeReply { Busy = busy.Reason },
        _ => throw new NotSupportedException($"Unknown result {result.GetType().Name}."),
    };

    /// <exception cref="InvalidDataException">The reply holds no result this build knows.</exception>
    public static SubmitResult ToResult(this SubmitEnvelopeReply reply) => reply.ResultCase switch
    {
        SubmitEnvelopeReply.ResultOneofCase.Admitted => new SubmitResult.Admitted(
            reply.Admitted.Block, reply.Admitted.LeafHash.ToByteArray(), [.. reply.Admitted.Findings.Select(ToFinding)]),
        SubmitEnvelopeReply.ResultOneofCase.DuplicateOf => new SubmitResult.Duplicate(reply.DuplicateOf.ToByteArray()),
        SubmitEnvelopeReply.ResultOneofCase.ConflictWith => new SubmitResult.Conflict(reply.ConflictWith.ToByteArray()),
        SubmitEnvelopeReply.ResultOneofCase.Refused => new SubmitResult.Refused(new Verdict(
            Accepted: false,
            reply.Refused.FailedEvent,
            [.. reply.Refused.Failures.Select(ToFinding)],
            [.. reply.Refused.Reads.Select(read => new PageRead(read.Key, read.HasPage ? read.Page.ToByteArray() : null))])),
        SubmitEnvelopeReply.ResultOneofCase.Busy => new SubmitResult.Busy(reply.Busy),
        _ => throw new InvalidDataException("The ordering node's answer holds no result this version knows; run the same version on all nodes."),
    };

    public static PageReadMessage ToMessage(string key, byte[]? page)
    {
        var message = new PageReadMessage { Key = key };
        if (page is not null)
            message.Page = ByteString.CopyFrom(page);
        return message;
    }

    private static RuleFailure ToMessage(Finding finding) => new()
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
    };

    private static Finding ToFinding(RuleFailure failure) => new(
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
        failure.Acknowledged);
}
