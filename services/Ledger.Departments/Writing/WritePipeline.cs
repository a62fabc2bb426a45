using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Ledger.Chain;
using Ledger.Departments.Access;
using Ledger.Departments.Acts;
using Ledger.Departments.Calls;
using Ledger.Departments.Records;
using Ledger.Departments.Records.Rows;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments.Writing;

/// <summary>
/// The way of a write through a department (design.md, "One event's way"): check the operator's signature, read the
/// input, make tokens and documents, allot the number, sign, keep everything durably, submit, wait for the receipt.
/// </summary>
internal sealed class WritePipeline(
    Department department,
    Peer peer,
    PeerPages pages,
    IRecordStore store,
    UnitKeyring keyring,
    RequestAuthenticator requests,
    EnvelopeFactory envelopes,
    SubmissionTracker submissions,
    RecordFeed feed,
    DryRun dryRun,
    TimeProvider time)
{
    /// <summary>Metadata that names the tree size the caller last verified.</summary>
    public const string VerifiedSizeHeader = "ledger-verified-size";

    private const int MaximumActs = 1000;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim[] _takingIn = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>A write that the department's node signs.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">Its field 1.</param>
    /// <param name="call">The call.</param>
    /// <param name="build">Makes the acts; faults of input are gathered in the scope.</param>
    public async Task<WriteReply> WriteAsync(
        IMessage request, RequestContext? context, ServerCallContext call, Func<ActScope, IReadOnlyList<BuiltAct>> build)
    {
        var signed = requests.Authenticate(request, context, call, mayDryRun: true);
        try
        {
            if (context!.DryRun)
            {
                var (notices, doubts) = Try(signed, envelopes.KeyId, build);
                return new WriteReply { DryRun = true, Notices = { notices }, Cautions = { doubts } };
            }

            if (FindFirst(signed) is { } first)
            {
                return await AnswerAsync(first, call).ConfigureAwait(false);
            }

            requests.CheckFresh(signed);
            CheckOpen();
            var (scope, acts) = Build(signed, build);
            var cautions = Cautions.Of(acts, pages);
            var number = await store.AllotNumberAsync(call.CancellationToken).ConfigureAwait(false);
            var envelope = Sign(envelopes.Payload(number, scope.LatestPageMs, acts));
            var record = NewRecord(number, signed, scope, acts, envelopes.KeyId, envelope);
            store.RememberOperator(signed.Caller.Fingerprint, signed.Caller.Certificate);
            try
            {
                await store.AddAsync(record, call.CancellationToken).ConfigureAwait(false);
            }
            catch (RequestIdUsedException)
            {
                return await AnswerAsync(FindFirst(signed)!, call).ConfigureAwait(false);
            }

            feed.Publish(number);
            var submission = submissions.Begin(number, envelopes.KeyId.ToArray(), envelope, maySignAnew: true);
            var reply = await AnswerAsync(number, submission, call).ConfigureAwait(false);
            reply.Cautions.AddRange(cautions);
            return reply;
        }
        catch (RecordStoreUnavailableException e)
        {
            throw Statuses.Retry(StatusCode.Unavailable, e.Message, RetryDelay);
        }
    }

    /// <summary>Prepares acts that their bank is to sign; keeps them until they are submitted or lapse.</summary>
    public async Task<PrepareReply> PrepareAsync(PrepareRequest request, ServerCallContext call, Func<ActScope, IReadOnlyList<BuiltAct>> build)
    {
        var signed = requests.Authenticate(request, request.Context, call, mayDryRun: true);
        var keyId = request.KeyId.ToByteArray();
        IReadOnlyList<BuiltAct> BuildOfBank(ActScope scope)
        {
            CheckBankKey(scope, keyId, signed);
            return build(scope);
        }

        try
        {
            if (request.Context.DryRun)
            {
                var (notices, doubts) = Try(signed, keyId, BuildOfBank);
                return new PrepareReply { Notices = { notices }, Cautions = { doubts } };
            }

            if (FindFirst(signed) is { } first)
            {
                return PrepareReply(first);
            }

            requests.CheckFresh(signed);
            CheckOpen();
            var (scope, acts) = Build(signed, BuildOfBank);
            var cautions = Cautions.Of(acts, pages);
            var number = await store.AllotNumberAsync(call.CancellationToken).ConfigureAwait(false);
            var payload = envelopes.Payload(number, scope.LatestPageMs, acts);
            var record = NewRecord(number, signed, scope, acts, keyId, envelope: null);
            record.Row.Prepared = true;
            record.Row.ExpiresMs = payload.TimeMs + (ulong)department.Limits.ClockTolerance.TotalMilliseconds;
            record.Content.Payload = payload.ToByteString();
            if (record.Content.Payload.Length > EntryCodec.MaxBytes - 256)
            {
                throw TooLarge(record.Content.Payload.Length);
            }

            store.RememberOperator(signed.Caller.Fingerprint, signed.Caller.Certificate);
            try
            {
                await store.AddAsync(record, call.CancellationToken).ConfigureAwait(false);
            }
            catch (RequestIdUsedException)
            {
                return PrepareReply(FindFirst(signed)!);
            }

            feed.Publish(number);
            var reply = PrepareReply(store.Find(number)!);
            reply.Cautions.AddRange(cautions);
            return reply;
        }
        catch (RecordStoreUnavailableException e)
        {
            throw Statuses.Retry(StatusCode.Unavailable, e.Message, RetryDelay);
        }
    }

    /// <summary>Takes in what a bank signed.</summary>
    public async Task<WriteReply> SubmitAsync(SubmitRequest request, ServerCallContext call)
    {
        var signed = requests.Authenticate(request, request.Context, call);
        try
        {
            if (store.FindSubmission(signed.IdHash) is { } submitted)
            {
                var first = store.Find(submitted.Number)!;
                CheckSame(submitted.RequestHash.Span, signed, first);
                return await AnswerAsync(first, call).ConfigureAwait(false);
            }

            requests.CheckFresh(signed);
            var (record, envelope) = ReadBankEnvelope(request, signed);

            return await TakeInAsync(signed, record, envelope, call.CancellationToken).ConfigureAwait(false) is { } submission
                ? await AnswerAsync(record.Number, submission, call).ConfigureAwait(false)
                : await AnswerAsync(record, call).ConfigureAwait(false);
        }
        catch (RequestIdUsedException)
        {
            return await AnswerAsync(store.Find(store.FindSubmission(signed.IdHash)!.Number)!, call).ConfigureAwait(false);
        }
        catch (RecordStoreUnavailableException e)
        {
            throw Statuses.Retry(StatusCode.Unavailable, e.Message, RetryDelay);
        }
    }

    /// <summary>Keeps a bank's envelope and begins to submit it; null when this very envelope is held already.</summary>
    private async Task<Submission?> TakeInAsync(SignedRequest signed, StoredRecord record, StoredEnvelope envelope, CancellationToken ct)
    {
        // A key signs one payload in many ways: of two handed in at once, the first is the act's envelope.
        var turn = _takingIn[record.Number % _takingIn.Length];
        await turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            var held = store.ReadEnvelopes(record.Number);
            if (held.Any(e => e.LeafHash.AsSpan().SequenceEqual(envelope.LeafHash)))
            {
                return null;
            }

            var current = store.Find(record.Number) ?? record;
            if (held.Count > 0 || !IsPrepared(current))
            {
                throw Statuses.Refuse(StatusCode.FailedPrecondition, $"Record {record.Number} is {Outcome(current).State}, no longer prepared; prepare the act again. | 记录已不是待签状态，请重新准备。");
            }

            var row = new SubmissionRow
            {
                Number = record.Number,
                RequestHash = ByteString.CopyFrom(signed.TextHash),
                Request = ByteString.CopyFrom(signed.Bytes),
                Signature = ByteString.CopyFrom(signed.Signature),
                Operator = ByteString.CopyFrom(signed.Caller.Fingerprint),
            };
            store.RememberOperator(signed.Caller.Fingerprint, signed.Caller.Certificate);
            await store.AddSubmissionAsync(signed.IdHash, row, envelope, ct).ConfigureAwait(false);
            return submissions.Begin(record.Number, record.Row.KeyId.ToByteArray(), envelope, maySignAnew: false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>State of a record, as far as it has come this moment.</summary>
    public OutcomeRow Outcome(StoredRecord record)
        => submissions.Find(record.Number)?.Current.Outcome ?? record.Outcome ?? new OutcomeRow { State = record.State };

    private (ActScope Scope, IReadOnlyList<BuiltAct> Acts) Build(SignedRequest signed, Func<ActScope, IReadOnlyList<BuiltAct>> build)
    {
        var today = Day.At((ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
        var scope = new ActScope(keyring, pages, today, signed.TextHash, signed.Caller.Fingerprint);
        var acts = build(scope);
        if (acts.Count is 0 or > MaximumActs)
        {
            scope.Input.Fault("acts", $"应有1至{MaximumActs}项，实有{acts.Count}项", $"it has {acts.Count} acts", $"1 to {MaximumActs} acts");
        }

        scope.Faults.ThrowIfAny();
        return (scope, acts);
    }

    /// <summary>A dry run: as a real request, but that the record store never hears of it.</summary>
    private (IReadOnlyList<RuleFailure> Notices, IReadOnlyList<Caution> Cautions) Try(
        SignedRequest signed, ReadOnlyMemory<byte> keyId, Func<ActScope, IReadOnlyList<BuiltAct>> build)
    {
        requests.CheckFresh(signed);
        var (scope, acts) = Build(signed, build);
        try
        {
            return (dryRun.Judge(signed, keyId.Span, scope.LatestPageMs, acts), Cautions.Of(acts, pages));
        }
        catch (LogFormatException e) when (e.Fault.Code == "entry.too-large")
        {
            throw TooLarge(acts.Sum(act => act.Body.CalculateSize()));
        }
    }

    private StoredEnvelope Sign(Payload payload)
    {
        try
        {
            return envelopes.Sign(payload, 0);
        }
        catch (LogFormatException e) when (e.Fault.Code == "entry.too-large")
        {
            throw TooLarge(payload.CalculateSize());
        }
    }

    private static RpcException TooLarge(int bytes)
    {
        var faults = new InputFaults();
        faults.Add("acts", $"信封约{bytes}字节，超过{EntryCodec.MaxBytes}字节", $"the envelope would have about {bytes} bytes", $"at most {EntryCodec.MaxBytes} bytes; split the acts");
        return faults.ToException();
    }

    private NewRecord NewRecord(
        long number, SignedRequest signed, ActScope scope, IReadOnlyList<BuiltAct> acts, ReadOnlyMemory<byte> keyId, StoredEnvelope? envelope)
    {
        var row = new RecordRow
        {
            Method = signed.Method,
            ReceivedMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds(),
            Operator = ByteString.CopyFrom(signed.Caller.Fingerprint),
            Organisation = signed.Caller.Member.Organisation,
            KeyId = ByteString.CopyFrom(keyId.Span),
            RequestHash = ByteString.CopyFrom(signed.TextHash),
        };
        row.EventTypes.AddRange(acts.Select(act => act.Type));
        row.Subjects.AddRange(acts.SelectMany(act => act.Subjects).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var content = new ContentRow { Request = ByteString.CopyFrom(signed.Bytes), Signature = ByteString.CopyFrom(signed.Signature) };
        content.Documents.AddRange(acts.Select((act, i) =>
        {
            act.Document.Act = (uint)i;
            return act.Document;
        }));
        content.Parties.AddRange(scope.Salts);
        return new(number, signed.IdHash, row, content, envelope);
    }

    private StoredRecord? FindFirst(SignedRequest signed)
    {
        if (store.FindByRequest(signed.IdHash) is not { } first)
        {
            return null;
        }

        CheckSame(first.Row.RequestHash.Span, signed, first);
        return first;
    }

    /// <summary>The same request by the same organisation: the answer to one bank's request is not for another that saw its bytes.</summary>
    private static void CheckSame(ReadOnlySpan<byte> requestHash, SignedRequest signed, StoredRecord first)
    {
        if (!requestHash.SequenceEqual(signed.TextHash) || first.Row.Organisation != signed.Caller.Member.Organisation)
        {
            throw Statuses.Refuse(
                StatusCode.AlreadyExists,
                "The request id was used with other bytes; use a new id for a new request. | 该请求标识已用于不同内容；新的请求请用新标识。",
                new InputFailure { Field = "context.id", MessageZh = "请求标识已用于不同内容", MessageEn = "the request id was used with other bytes", Expected = "a new random id" });
        }
    }

    private void CheckOpen()
    {
        if (submissions.Count >= department.Limits.OpenRecords)
        {
            throw Statuses.Retry(StatusCode.ResourceExhausted, $"{submissions.Count} records are open; nothing was kept, send again later. | 未决记录过多，本次未保存，请稍后重发。", RetryDelay);
        }
    }

    private void CheckBankKey(ActScope scope, byte[] keyId, SignedRequest signed)
    {
        if (keyId.Length != SignerKeyId.Size)
        {
            scope.Input.Fault("key_id", $"应为{SignerKeyId.Size}字节", $"it has {keyId.Length} bytes", $"{SignerKeyId.Size} bytes: the id of the bank's signing key");
        }
        else if (pages.FindKey(keyId) is not { } key || key.CreditCode != signed.Caller.Member.CreditCode)
        {
            scope.Input.Fault("key_id", "账本上没有属于该银行的此密钥", "the ledger knows no such key of this bank", $"the key of a signer certificate of {signed.Caller.Member.Organisation}");
        }
    }

    private bool IsPrepared(StoredRecord record)
        => Outcome(record).State == RecordState.Prepared && (ulong)time.GetUtcNow().ToUnixTimeMilliseconds() <= record.Row.ExpiresMs;

    private (StoredRecord Record, StoredEnvelope Envelope) ReadBankEnvelope(SubmitRequest request, SignedRequest signed)
    {
        var faults = new InputFaults();
        if (!Canonical.TryParse<Envelope>(request.Envelope.Span, out var envelope, out var fault)
            || !EntryCodec.TryParsePayload(envelope, out var payload, out fault))
        {
            faults.Add("envelope", fault.Chinese, fault.English, "the envelope over the prepared payload, in its one encoding");
            throw faults.ToException();
        }

        var record = payload.Sequence <= long.MaxValue ? store.Find((long)payload.Sequence) : null;
        if (record is null || !record.Row.Prepared || record.Row.Organisation != signed.Caller.Member.Organisation)
        {
            throw Statuses.Refuse(StatusCode.NotFound, $"No act with number {payload.Sequence} was prepared for {signed.Caller.Member.Organisation}. | 没有为该银行准备此序号的行为。");
        }

        if (store.ReadContent(record.Number) is not { } content || !content.Payload.Span.SequenceEqual(envelope.Payload.Span))
        {
            faults.Add("envelope.payload", "载荷与所准备的不同", "the payload is not the one prepared", "exactly the bytes of Prepare's answer");
        }
        else if (!record.Row.KeyId.Span.SequenceEqual(envelope.KeyId.Span))
        {
            faults.Add("envelope.key_id", "不是准备时所述的密钥", "it is not the key that Prepare named", Convert.ToHexStringLower(record.Row.KeyId.Span));
        }
        else if (pages.FindKey(envelope.KeyId.Span) is not { } key
            || !CertificateIdentity.TryParse(key.Certificate.Span, out var certificate, out _)
            || !EnvelopeVerifier.Verify(envelope, certificate.Key))
        {
            faults.Add("envelope.signature", "银行签名与载荷不符，或s值过高", "the bank's signature does not hold over the payload, or has a high s", "64 bytes r || s, low s, of the key named");
        }

        faults.ThrowIfAny();
        return (record, EnvelopeFactory.ToStored(envelope, 0));
    }

    private PrepareReply PrepareReply(StoredRecord record)
    {
        var content = store.ReadContent(record.Number)
            ?? throw Statuses.Refuse(StatusCode.FailedPrecondition, "The contents of this record are gone from the record store; prepare the act again. | 该记录的内容已不在记录库中，请重新准备。");
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

    private async Task<WriteReply> AnswerAsync(StoredRecord record, ServerCallContext call)
    {
        if (submissions.Find(record.Number) is { } submission)
        {
            return await AnswerAsync(record.Number, submission, call).ConfigureAwait(false);
        }

        // A finished one is gone from the tracker after its outcome is in the store.
        var current = store.Find(record.Number)!;
        if (current.IsOpen && store.ReadEnvelopes(record.Number) is { Count: > 0 } held)
        {
            // Kept, but not under way: its first call is just about to begin, or the node starts up.
            var isOwn = current.Row.KeyId.Span.SequenceEqual(envelopes.KeyId.Span);
            return await AnswerAsync(record.Number, submissions.Begin(record.Number, current.Row.KeyId.ToByteArray(), held[^1], isOwn), call).ConfigureAwait(false);
        }

        var outcome = current.Outcome ?? new OutcomeRow { State = current.State };
        return Answer(record.Number, new(outcome, outcome.LeafHash.IsEmpty ? null : peer.GetReceipt(outcome.LeafHash.Span)), call);
    }

    private async Task<WriteReply> AnswerAsync(long number, Submission submission, ServerCallContext call)
        => Answer(number, await submission.WaitAsync(department.Limits.ReceiptWait, time, call.CancellationToken).ConfigureAwait(false), call);

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
                throw Statuses.Refuse(StatusCode.FailedPrecondition, $"Record {number} lapsed before the bank submitted it; prepare the act again. | 该行为在银行提交前已失效，请重新准备。");
            case RecordState.Prepared:
                throw Statuses.Refuse(StatusCode.FailedPrecondition, $"Record {number} waits for the bank's signature. | 该记录等待银行签名。");
            default:
                var setback = progress.Setback ?? new("ordering has not answered yet", "排序尚未作答");
                throw Statuses.Retry(
                    StatusCode.Unavailable,
                    $"Record {number} is kept and will be submitted again: {setback.English}. Ask again with the same request id. | 记录 {number} 已保存并将继续提交：{setback.Chinese}。请以同一请求标识查询。",
                    RetryDelay);
        }
    }

    private WriteReply Recorded(long number, Progress progress, Chain.Receipt receipt, ServerCallContext call)
    {
        var reply = new WriteReply { State = RecordState.Recorded, RecordId = RecordIds.Of(number), LeafHash = ByteString.CopyFrom(receipt.LeafHash) };
        reply.Notices.AddRange(Shown(progress.Outcome.Notices, call));
        if (VerifiedSize(call) is { } verified && verified > 0)
        {
            var size = SizeOf(receipt);
            if (size < verified && peer.GetReceipt(receipt.LeafHash) is { } newer)
            {
                receipt = newer;
                size = SizeOf(newer);
            }

            if (verified <= size)
            {
                reply.Consistency.AddRange(peer.Reader.ProveConsistency(verified, size).Select(hash => ByteString.CopyFrom(hash)));
            }
        }

        reply.Receipt = new() { Entry = UnsafeByteOperations.UnsafeWrap(receipt.Entry), TlogProof = receipt.Proof };
        return reply;
    }

    private static ulong SizeOf(Chain.Receipt receipt) => Checkpoint.Parse(TlogProof.Parse(receipt.Proof).Note.Text).Size;

    private static ulong? VerifiedSize(ServerCallContext call)
    {
        if (call.RequestHeaders.GetValue(VerifiedSizeHeader) is not { } text)
        {
            return null;
        }

        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return size;
        }

        var faults = new InputFaults();
        faults.Add(VerifiedSizeHeader, "应为十进制的树大小", "it is no decimal tree size", "digits only");
        throw faults.ToException();
    }

    private static IEnumerable<RuleFailure> Shown(IEnumerable<RuleFailure> failures, ServerCallContext call) =>
        ShownFailures.For(AccessInterceptor.CallerOf(call), failures);

    private static RpcException Refused(long number, RepeatedField<RuleFailure> failures, ServerCallContext call)
    {
        var rules = string.Join(", ", failures.Select(f => f.Rule).Distinct(StringComparer.Ordinal));
        var first = failures.Count > 0 ? failures[0] : null;
        return Statuses.Refuse(
            StatusCode.FailedPrecondition,
            $"Record {number} is refused by {rules}: {first?.MessageEn} | 记录 {number} 被规则 {rules} 拒绝：{first?.MessageZh}",
            Shown(failures, call));
    }
}
