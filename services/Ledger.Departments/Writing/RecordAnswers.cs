using Google.Protobuf;
using Grpc.Core;
using Ledger.Departments.Records.Rows;
using Ledger.Peers;
using Ledger.V1;
using static Ledger.Departments.WriteAnswers;

namespace Ledger.Departments;

/// <summary>How far a record has come, as its caller is told: the receipt, the refusal, or that it is still under way and why.</summary>
internal sealed class RecordAnswers(
    Department department, Peer peer, IRecordStore store, EnvelopeFactory envelopes, SubmissionTracker submissions, TimeProvider time)
{
    /// <summary>When a caller should ask again.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Why a record waits; null when nothing is in the way, or it is not under way.</summary>
    public RecordWaiting? Waiting(long number) => submissions.Find(number)?.Current is { IsFinal: false } current ? current.Waiting : null;

    /// <summary>State of a record, as far as it has come this moment.</summary>
    public OutcomeRow Outcome(StoredRecord record)
        => submissions.Find(record.Number)?.Current.Outcome ?? record.Outcome ?? new OutcomeRow { State = record.State };

    /// <summary>What a bank is to sign, as it was prepared.</summary>
    public PrepareReply Prepared(StoredRecord record)
    {
        var content = store.ReadContent(record.Number)
            ?? throw Statuses.Refuse(StatusCode.FailedPrecondition,
                "The contents of this record are gone from the record store; prepare the act again. | 该记录的内容已不在记录库中，请重新准备。");
        var reply = new PrepareReply
        {
            RecordId = RecordIds.Of(record.Number),
            Payload = content.Payload,
            ExpiresMs = record.Row.ExpiresMs,
        };
        reply.PartySalts.AddRange(content.Parties);
        reply.DocumentSalts.AddRange(content.Documents);
        return reply;
    }

    /// <summary>The answer to a request that is held already.</summary>
    public async Task<WriteReply> AnswerAsync(StoredRecord record, ServerCallContext call)
    {
        if (submissions.Find(record.Number) is { } submission)
            return await AnswerAsync(record.Number, submission, call);

        // A finished one is gone from the tracker after its outcome is in the store.
        var current = store.Find(record.Number)!;
        if (current.IsOpen && store.ReadEnvelopes(record.Number) is { Count: > 0 } held)
        {
            // Kept, but not under way: its first call is just about to begin, or the node starts up.
            var isOwn = current.Row.KeyId.Span.SequenceEqual(envelopes.KeyId.Span);
            return await AnswerAsync(
                record.Number, submissions.Begin(record.Number, current.Row.Organisation, current.Row.KeyId.ToByteArray(), held[^1], isOwn), call);
        }

        var outcome = current.Outcome ?? new OutcomeRow { State = current.State };
        return Answer(record.Number, new(outcome, outcome.LeafHash.IsEmpty ? null : peer.GetReceipt(outcome.LeafHash.Span)), call);
    }

    /// <summary>The answer to a request, once its record has come to an end or the caller has waited long enough.</summary>
    public async Task<WriteReply> AnswerAsync(long number, Submission submission, ServerCallContext call)
        => Answer(number, await submission.WaitAsync(department.Limits.ReceiptWait, time, call.CancellationToken), call);

    private WriteReply Answer(long number, Progress progress, ServerCallContext call)
    {
        switch (progress.State)
        {
            case RecordState.Recorded when progress.Receipt is { } receipt:
                return Recorded(number, progress, receipt, call);
            case RecordState.Recorded or RecordState.Ordered:
                var ordered = new WriteReply { State = RecordState.Ordered, RecordId = RecordIds.Of(number), LeafHash = progress.Outcome.LeafHash };
                ordered.Notices.AddRange(Shown(progress.Outcome.Notices, call));
                return ordered;
            case RecordState.Refused:
                throw Refused(number, progress.Outcome.Verdict.Failures, call);
            case RecordState.Lapsed:
                throw Lapsed(number);
            case RecordState.Prepared:
                throw Statuses.Refuse(StatusCode.FailedPrecondition, $"Record {number} waits for the bank's signature. | 该记录等待银行签名。");
            default:
                var setback = progress.Setback ?? new("ordering has not answered yet", "排序尚未作答");
                throw Statuses.Retry(
                    StatusCode.Unavailable,
                    $"Record {number} is kept and will be submitted again: {setback.English.TrimEnd('.')}. Ask again with the same request id. | 记录 {number} 已保存并将继续提交：{setback.Chinese.TrimEnd('。')}。请以同一请求标识查询。",
                    RetryDelay,
                    progress.Waiting);
        }
    }

    private WriteReply Recorded(long number, Progress progress, Peers.Receipt receipt, ServerCallContext call)
    {
        var reply = new WriteReply { State = RecordState.Recorded, RecordId = RecordIds.Of(number), LeafHash = ByteString.CopyFrom(receipt.LeafHash) };
        reply.Notices.AddRange(Shown(progress.Outcome.Notices, call));
        if (VerifiedSize(call) is { } verified && verified > 0)
        {
            var size = receipt.Size;
            if (size < verified && peer.GetReceipt(receipt.LeafHash) is { } newer)
            {
                receipt = newer;
                size = newer.Size;
            }

            if (verified <= size)
                reply.Consistency.AddRange(peer.Reader.ProveConsistency(verified, size).Select(hash => ByteString.CopyFrom(hash)));
        }

        reply.Receipt = new() { Entry = UnsafeByteOperations.UnsafeWrap(receipt.Entry), TlogProof = receipt.Proof };
        return reply;
    }
}
