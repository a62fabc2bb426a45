using Google.Protobuf;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Chain;
using Ledger.Departments.Records.Rows;
using Ledger.Peers;
using Ledger.V1;
using Microsoft.Extensions.Logging;

namespace Ledger.Departments;

/// <summary>
/// Judges acts on the department's own peer as ordering would: no number is allotted, nothing is signed, no record is made. The
/// answer holds until the next block. As it tells of the register, the use is kept, and how often a member tries is limited.
/// </summary>
internal sealed class DryRun(
    Peer peer, EnvelopeFactory envelopes, IRecordStore store, VerdictRecorder verdicts, MemberQuotas quotas, TimeProvider time, ILogger<DryRun> logger)
{
    /// <summary>What the kept use of a dry run begins with.</summary>
    public const string UsePrefix = "dry run, ";

    /// <summary>Number that no act ever has: the page of a number that was used would refuse it.</summary>
    private const long NoNumber = long.MaxValue;

    /// <summary>Most units, contracts and mortgages that a use names; the request's hash stands for all of them.</summary>
    private const int MaximumSubjects = 32;

    /// <summary>Keeps who tries what, before it is judged; nothing of a person.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the member's dry runs of the day are used up.</exception>
    /// <exception cref="RecordStoreUnavailableException">It could not be kept.</exception>
    public async Task KeepUseAsync(SignedRequest signed, IReadOnlyList<BuiltAct> acts, CancellationToken ct)
    {
        quotas.TakeDryRun(signed.Caller);
        store.RememberOperator(signed.Caller.Fingerprint, signed.Caller.Certificate);
        var subjects = acts.SelectMany(static act => act.Subjects).Distinct(StringComparer.Ordinal).Take(MaximumSubjects);
        await store.AddUseAsync(
            new UseRow
            {
                TimeMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds(),
                Organisation = signed.Caller.Member.Organisation,
                Operator = ByteString.CopyFrom(signed.Caller.Fingerprint),
                Method = signed.Method,
                Query = $"{UsePrefix}request {Convert.ToHexStringLower(signed.TextHash)}: {string.Join(", ", subjects)}",
            },
            ct);
    }

    /// <summary>Judges acts.</summary>
    /// <param name="signed">The request.</param>
    /// <param name="keyId">Key that would sign them.</param>
    /// <param name="latestPageMs">Time of the last event of the units concerned.</param>
    /// <param name="acts">The acts in order.</param>
    /// <returns>Information and acknowledged warnings, as the caller may see them.</returns>
    /// <exception cref="RpcException">FAILED_PRECONDITION with every failed rule, as of a real refusal.</exception>
    /// <exception cref="Log.LogFormatException">They do not fit into an envelope.</exception>
    public IReadOnlyList<RuleFailure> Judge(SignedRequest signed, ReadOnlySpan<byte> keyId, ulong latestPageMs, IReadOnlyList<BuiltAct> acts)
    {
        var judgement = peer.JudgeUnsigned(keyId, envelopes.Payload(NoNumber, latestPageMs, acts));
        verdicts.Tried(signed, acts, judgement);
        var shown = ShownFailures.For(signed.Caller, VerdictMessages.ToMessage(judgement.Verdict).Failures).ToList();
        SubmissionLog.DryRun(logger, signed.Method, signed.Caller.Member.Organisation, judgement.Outcome);
        if (judgement.Outcome == JudgementOutcome.Accepted)
            return shown;

        var rules = string.Join(", ", shown.Select(f => f.Rule).Distinct(StringComparer.Ordinal));
        throw Statuses.Refuse(
            StatusCode.FailedPrecondition,
            $"A dry run: {rules} would refuse it: {shown[0].MessageEn} | 试算：规则 {rules} 将拒绝：{shown[0].MessageZh}",
            shown);
    }
}
