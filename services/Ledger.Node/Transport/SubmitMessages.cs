using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Node;

/// <summary>Answers of ordering as nodes send them to each other.</summary>
internal static class SubmitMessages
{
    public static SubmitEnvelopeReply ToReply(this SubmitResult result) => result switch
    {
        SubmitResult.Admitted admitted => new SubmitEnvelopeReply
        {
            Admitted = new Admitted
            {
                Block = admitted.Block,
                LeafHash = ByteString.CopyFrom(admitted.LeafHash),
                Findings = { admitted.Findings.Select(finding => VerdictMessages.ToMessage(finding)) },
            },
        },
        SubmitResult.Duplicate duplicate => new SubmitEnvelopeReply { DuplicateOf = ByteString.CopyFrom(duplicate.LeafHash) },
        SubmitResult.Conflict conflict => new SubmitEnvelopeReply { ConflictWith = ByteString.CopyFrom(conflict.RecordedLeafHash) },
        SubmitResult.Refused refused => new SubmitEnvelopeReply { Refused = VerdictMessages.ToMessage(refused.Verdict) },
        SubmitResult.Busy busy => new SubmitEnvelopeReply { Busy = new BusyReason { Zh = busy.Reason.Chinese, En = busy.Reason.English } },
        _ => throw new NotSupportedException($"Unknown result {result.GetType().Name}."),
    };

    /// <exception cref="InvalidDataException">The reply holds no result this build knows.</exception>
    public static SubmitResult ToResult(this SubmitEnvelopeReply reply) => reply.ResultCase switch
    {
        SubmitEnvelopeReply.ResultOneofCase.Admitted => new SubmitResult.Admitted(
            reply.Admitted.Block, reply.Admitted.LeafHash.ToByteArray(), [.. reply.Admitted.Findings.Select(VerdictMessages.ToFinding)]),
        SubmitEnvelopeReply.ResultOneofCase.DuplicateOf => new SubmitResult.Duplicate(reply.DuplicateOf.ToByteArray()),
        SubmitEnvelopeReply.ResultOneofCase.ConflictWith => new SubmitResult.Conflict(reply.ConflictWith.ToByteArray()),
        SubmitEnvelopeReply.ResultOneofCase.Refused => new SubmitResult.Refused(VerdictMessages.ToVerdict(reply.Refused)),
        SubmitEnvelopeReply.ResultOneofCase.Busy => new SubmitResult.Busy(new OutageReason(reply.Busy.En, reply.Busy.Zh)),
        _ => throw new InvalidDataException("The ordering node's answer holds no result this version knows; run the same version on all nodes."),
    };
}
