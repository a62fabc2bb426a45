using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.Chain;
using Ledger.Departments.Records.Rows;
using Ledger.Facts;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Keeps what the rules found in the department's acts, real ones and dry runs, accepted and refused: which rule, where, with
/// what values. An act in which nothing was found leaves no verdict.
/// </summary>
internal sealed class VerdictRecorder(Department department, Peer peer, IRecordStore store, TimeProvider time)
{
    private const string Town = "town";

    /// <summary>The verdict of a record that was refused, to be kept with its outcome.</summary>
    public VerdictRow Refused(long number, StoredEnvelope envelope, OutcomeRow outcome) =>
        OfRecord(number, envelope, outcome.Verdict.Failures, outcome.Verdict.FailedEvent, VerdictOutcome.Refused);

    /// <summary>Keeps what was found in a record that was accepted.</summary>
    public void Accepted(long number, StoredEnvelope envelope, OutcomeRow outcome) =>
        store.KeepVerdict(OfRecord(number, envelope, outcome.Notices, failedEvent: -1, OutcomeOf(outcome.Notices)));

    /// <summary>Keeps what was found in a dry run.</summary>
    public void Tried(SignedRequest signed, IReadOnlyList<BuiltAct> acts, Judgement judgement)
    {
        var verdict = VerdictMessages.ToMessage(judgement.Verdict);
        if (verdict.Failures.Count == 0)
            return;

        var isAccepted = judgement.Outcome == JudgementOutcome.Accepted;
        var row = New(
            verdict.Failures, [.. acts.Select(static act => act.Type)], isAccepted ? -1 : verdict.FailedEvent,
            isAccepted ? OutcomeOf(verdict.Failures) : VerdictOutcome.Refused, index => acts[index].Body);
        row.Organisation = signed.Caller.Member.Organisation;
        row.Operator = ByteString.CopyFrom(signed.Caller.Fingerprint);
        row.Subjects.AddRange(acts.SelectMany(static act => act.Subjects).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        row.Evaluator = department.Organisation;
        store.KeepVerdict(row);
    }

    private VerdictRow OfRecord(long number, StoredEnvelope envelope, IEnumerable<RuleFailure> findings, int failedEvent, VerdictOutcome outcome)
    {
        var events = Payload.Parser.ParseFrom(Envelope.Parser.ParseFrom(envelope.Bytes).Payload).Events;
        var row = New(
            findings, [.. events.Select(static e => e.Type)], failedEvent, outcome,
            index => EventTypes.Registry.Find(events[index].Type)?.Parser.ParseFrom(events[index].Body));
        row.Record = number;
        row.LeafHash = ByteString.CopyFrom(envelope.LeafHash);
        row.Evaluator = department.Evaluator ?? department.Organisation;
        if (store.Find(number)?.Row is { } record)
        {
            row.Organisation = record.Organisation;
            row.Operator = record.Operator;
            row.Subjects.AddRange(record.Subjects);
        }

        return row;
    }

    private VerdictRow New(
        IEnumerable<RuleFailure> findings, List<string> types, int failedEvent, VerdictOutcome outcome, Func<int, IMessage?> read)
    {
        var row = new VerdictRow
        {
            TimeMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds(),
            Profile = peer.Head.Profile,
            RuleSet = ByteString.CopyFrom(peer.RuleSet.Span),
            Outcome = outcome,
            EventTypes = { types },
            Findings = { findings },
        };
        row.Flow = row.Findings.Select(static finding => finding.Flow).FirstOrDefault(static flow => flow.Length > 0) ?? "";
        var judged = Math.Max(0, failedEvent);
        if (judged < types.Count)
            row.Event = types[judged][(types[judged].LastIndexOf('.') + 1)..];

        row.Town = Enumerable.Range(0, types.Count).OrderBy(index => index != judged)
            .Select(index => TownIn(read(index))).FirstOrDefault(static town => town > 0);
        return row;
    }

    private static VerdictOutcome OutcomeOf(IEnumerable<RuleFailure> findings) =>
        findings.Any(static finding => finding.Acknowledged) ? VerdictOutcome.Acknowledged : VerdictOutcome.Informed;

    /// <summary>The town that an event names: in a field of its own, or of a part of it; 0 for none.</summary>
    private static uint TownIn(IMessage? message)
    {
        foreach (var field in message?.Descriptor.Fields.InDeclarationOrder() ?? [])
        {
            if (field is { IsRepeated: false, Name: Town, FieldType: FieldType.UInt32 })
                return (uint)field.Accessor.GetValue(message);

            if (field is { IsRepeated: false, FieldType: FieldType.Message } && TownIn((IMessage?)field.Accessor.GetValue(message)) is > 0 and var town)
                return town;
        }

        return 0;
    }
}
