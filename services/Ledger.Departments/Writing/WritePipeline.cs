using Google.Protobuf;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Departments.Records.Rows;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;
using static Ledger.Departments.WriteAnswers;

namespace Ledger.Departments;

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
    RecordsOnLedger ledger,
    MemberQuotas quotas,
    BankAttempts attempts,
    DryRun dryRun,
    RecordAnswers answers,
    TimeProvider time)
{
    private const int MaximumActs = 1000;

    private readonly SemaphoreSlim[] takingIn = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Acts that the department's node signs.</summary>
    /// <param name="context">Field 1 of the request.</param>
    /// <param name="acts">The acts it asks for, applied in order, all or none.</param>
    /// <param name="call">The call.</param>
    public Task<WriteReply> WriteAsync(RequestContext? context, IReadOnlyList<IMessage> acts, ServerCallContext call)
        => WriteAsync(context, call, scope => AllowedActs.Build(scope, AskedAct.Of(acts), AccessInterceptor.CallerOf(call), department.Name));

    /// <summary>A write that the department's node signs.</summary>
    /// <param name="context">Field 1 of the request.</param>
    /// <param name="call">The call.</param>
    /// <param name="build">Makes the acts; faults of input are gathered in the scope.</param>
    public async Task<WriteReply> WriteAsync(
        RequestContext? context, ServerCallContext call, Func<ActScope, IReadOnlyList<BuiltAct>> build)
    {
        var signed = requests.Authenticate(context, call, mayDryRun: true);
        try
        {
            if (context!.DryRun)
            {
                requests.CheckFresh(signed);
                var tried = Build(signed, build);
                await dryRun.KeepUseAsync(signed, tried.Acts, call.CancellationToken);
                var (notices, doubts) = Try(signed, envelopes.KeyId, tried.Scope, tried.Acts);
                return new WriteReply { DryRun = true, Notices = { notices }, Cautions = { doubts } };
            }

            if (FindFirst(signed) is { } first)
                return await answers.AnswerAsync(first, call);

            CheckClock();
            requests.CheckFresh(signed);
            CheckOpen();
            var (scope, acts) = Build(signed, build);
            var cautions = Cautions.Of(acts, pages, City);
            var number = await ledger.AllotAsync(envelopes.KeyId, call.CancellationToken);
            var envelope = Sign(envelopes.Payload(number, scope.LatestPageMs, acts));
            var record = NewRecord(number, signed, scope, acts, envelopes.KeyId, envelope);
            store.RememberOperator(signed.Caller.Fingerprint, signed.Caller.Certificate);
            try
            {
                await store.AddAsync(record, call.CancellationToken);
            }
            catch (RequestIdUsedException)
            {
                return await answers.AnswerAsync(FindFirst(signed)!, call);
            }

            feed.Publish(number);
            var submission = submissions.Begin(number, signed.Caller.Member.Organisation, envelopes.KeyId.ToArray(), envelope, maySignAnew: true);
            var reply = await answers.AnswerAsync(number, submission, call);
            reply.Cautions.AddRange(cautions);
            return reply;
        }
        catch (RecordStoreUnavailableException e)
        {
            throw Statuses.Retry(StatusCode.Unavailable, e.Message, RecordAnswers.RetryDelay);
        }
    }

    /// <summary>Prepares acts that their bank is to sign; keeps them until they are submitted or lapse.</summary>
    public async Task<PrepareReply> PrepareAsync(PrepareRequest request, ServerCallContext call)
    {
        var signed = requests.Authenticate(request.Context, call, mayDryRun: true);
        var keyId = request.KeyId.ToByteArray();
        IReadOnlyList<BuiltAct> BuildOfBank(ActScope scope)
        {
            CheckBankKey(scope, keyId, signed);
            return AllowedActs.Build(scope, AskedAct.Of(request.Acts, numbered: true), signed.Caller, department.Name);
        }

        try
        {
            if (request.Context.DryRun)
            {
                requests.CheckFresh(signed);
                using var trial = quotas.Begin(signed.Caller);
                // What a trial tells, a bank without a basis must not hear either.
                var tried = Build(signed, BuildOfBank);
                await dryRun.KeepUseAsync(signed, tried.Acts, call.CancellationToken);
                await attempts.RequireBasisAsync(signed, tried.Acts, trial, call.CancellationToken);
                var (notices, doubts) = await attempts.KeepingAsync(
                    signed, tried.Acts, trial, () => Try(signed, keyId, tried.Scope, tried.Acts), call.CancellationToken);
                return new PrepareReply { Notices = { notices }, Cautions = { doubts } };
            }

            if (FindFirst(signed) is { } first)
                return answers.Prepared(first);

            CheckClock();
            requests.CheckFresh(signed);
            CheckOpen();
            using var attempt = quotas.Begin(signed.Caller);
            long? kept = null;
            using var hold = quotas.TakePrepared(signed.Caller, signed.Bytes.Length, () => kept);
            var (scope, acts) = Build(signed, BuildOfBank);
            await attempts.RequireBasisAsync(signed, acts, attempt, call.CancellationToken);
            var cautions = Cautions.Of(acts, pages, City);
            var number = await ledger.AllotAsync(keyId, call.CancellationToken);
            var payload = envelopes.Payload(number, scope.LatestPageMs, acts);
            CheckSignableNow(payload);
            var record = NewRecord(number, signed, scope, acts, keyId, envelope: null);
            record.Row.Prepared = true;
            record.Row.ExpiresMs = payload.TimeMs + (ulong)department.Limits.ClockTolerance.TotalMilliseconds;
            record.Content.Payload = payload.ToByteString();
            if (record.Content.Payload.Length > EntryCodec.MaxBytes - 256)
                throw TooLarge(record.Content.Payload.Length);

            store.RememberOperator(signed.Caller.Fingerprint, signed.Caller.Certificate);
            hold.GrowTo(record.Content.CalculateSize());
            try
            {
                // Whether it was kept although this fails the next look at the open records says.
                await store.AddAsync(record, call.CancellationToken);
                kept = number;
                hold.Use();
            }
            catch (RequestIdUsedException)
            {
                return answers.Prepared(FindFirst(signed)!);
            }

            feed.Publish(number);
            var reply = answers.Prepared(store.Find(number)!);
            reply.Cautions.AddRange(cautions);
            return reply;
        }
        catch (RecordStoreUnavailableException e)
        {
            throw Statuses.Retry(StatusCode.Unavailable, e.Message, RecordAnswers.RetryDelay);
        }
    }

    /// <summary>Takes in what a bank signed.</summary>
    public async Task<WriteReply> SubmitAsync(SubmitRequest request, ServerCallContext call)
    {
        var signed = requests.Authenticate(request.Context, call);
        try
        {
            if (store.FindSubmission(signed.IdHash) is { } submitted)
            {
                var first = store.Find(submitted.Number)!;
                CheckSame(submitted.RequestHash.Span, signed, first);
                return await answers.AnswerAsync(first, call);
            }

            requests.CheckFresh(signed);
            CheckOpen();
            StoredRecord record;
            Submission? taken;
            using (quotas.TakeOpen(signed.Caller, () => submissions.CountOf(signed.Caller.Member.Organisation)))
            {
                (record, var envelope) = ReadBankEnvelope(request, signed);
                taken = await TakeInAsync(signed, record, envelope, call.CancellationToken);
            }

            return taken is { } submission
                ? await answers.AnswerAsync(record.Number, submission, call)
                : await answers.AnswerAsync(record, call);
        }
        catch (RequestIdUsedException)
        {
            return await answers.AnswerAsync(store.Find(store.FindSubmission(signed.IdHash)!.Number)!, call);
        }
        catch (RecordStoreUnavailableException e)
        {
            throw Statuses.Retry(StatusCode.Unavailable, e.Message, RecordAnswers.RetryDelay);
        }
    }

    /// <summary>Keeps a bank's envelope and begins to submit it; null when this very envelope is held already.</summary>
    private async Task<Submission?> TakeInAsync(SignedRequest signed, StoredRecord record, StoredEnvelope envelope, CancellationToken ct)
    {
        // A key signs one payload in many ways: of two handed in at once, the first is the act's envelope.
        var turn = takingIn[record.Number % takingIn.Length];
        await turn.WaitAsync(ct);
        try
        {
            var held = store.ReadEnvelopes(record.Number);
            if (held.Any(e => e.LeafHash.AsSpan().SequenceEqual(envelope.LeafHash)))
                return null;

            var current = store.Find(record.Number) ?? record;
            if (held.Count > 0 || !IsPrepared(current))
            {
                throw Statuses.Refuse(StatusCode.FailedPrecondition,
                    $"Record {record.Number} is {answers.Outcome(current).State}, no longer prepared; prepare the act again. | 记录已不是待签状态，请重新准备。");
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
            await store.AddSubmissionAsync(signed.IdHash, row, envelope, ct);
            quotas.Prepared.Remove(record.Number);
            quotas.NoteBytes(signed.Caller, row.CalculateSize() + envelope.Bytes.Length);
            return submissions.Begin(record.Number, record.Row.Organisation, record.Row.KeyId.ToByteArray(), envelope, maySignAnew: false);
        }
        catch (RecordLapsedException)
        {
            throw Lapsed(record.Number);
        }
        finally
        {
            turn.Release();
        }
    }

    private City City => CityInForce.Of(peer.Head.Profile, key => pages.ReadPage(key)?.Body);

    private (ActScope Scope, IReadOnlyList<BuiltAct> Acts) Build(SignedRequest signed, Func<ActScope, IReadOnlyList<BuiltAct>> build)
    {
        var today = Day.At((ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
        var scope = new ActScope(pages, new KeyringSalts(keyring), today, signed.TextHash, signed.Caller.Fingerprint)
        {
            // Units of another division are told by the rules, or doubted.
            Grammar = City.Grammar with { Divisions = DivisionPrefixes.Any },
        };
        var acts = build(scope);
        if (acts.Count is 0 or > MaximumActs)
            scope.Input.Fault("acts", $"应有1至{MaximumActs}项，实有{acts.Count}项", $"it has {acts.Count} acts", $"1 to {MaximumActs} acts");

        scope.Faults.ThrowIfAny();
        return (scope, acts);
    }

    /// <summary>A bank signs what it is given at once: a payload of a later day would lapse unsigned.</summary>
    private void CheckSignableNow(Payload payload)
    {
        if (new SigningTime(peer, time).WaitFor(payload.TimeMs, department.Limits.ClockTolerance) is { } waiting)
        {
            throw Statuses.Refuse(
                StatusCode.FailedPrecondition,
                $"Nothing was prepared: {waiting.Reason.English}. | 未准备：{waiting.Reason.Chinese}。",
                new RecordWaiting { MessageZh = waiting.Reason.Chinese, MessageEn = waiting.Reason.English, UntilMs = waiting.UntilMs });
        }
    }

    /// <summary>A dry run: as a real request, but that there is no record of it.</summary>
    private (IReadOnlyList<RuleFailure> Notices, IReadOnlyList<Caution> Cautions) Try(
        SignedRequest signed, ReadOnlyMemory<byte> keyId, ActScope scope, IReadOnlyList<BuiltAct> acts)
    {
        try
        {
            return (dryRun.Judge(signed, keyId.Span, scope.LatestPageMs, acts), Cautions.Of(acts, pages, City));
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
        content.Documents.AddRange(acts.Select(static act => act.Document));
        content.Parties.AddRange(scope.PartySalts);
        return new(number, signed.IdHash, row, content, envelope);
    }

    private StoredRecord? FindFirst(SignedRequest signed)
    {
        if (store.FindByRequest(signed.IdHash) is not { } first)
            return null;

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
                new InputFailure
                {
                    Field = "context.id",
                    MessageZh = "请求标识已用于不同内容",
                    MessageEn = "the request id was used with other bytes",
                    Expected = "a new random id"
                });
        }
    }

    /// <summary>A node whose own clock is not right signs nothing: said before the caller's clock is blamed.</summary>
    private void CheckClock()
    {
        if (peer.Clock is { Own.IsRight: false, Reason: { } reason })
            throw Statuses.Retry(StatusCode.Unavailable, $"Nothing was kept: {reason.English}. | 本次未保存：{reason.Chinese}。", RecordAnswers.RetryDelay);
    }

    private void CheckOpen()
    {
        if (submissions.Count >= department.Limits.OpenRecords)
        {
            throw Statuses.Retry(StatusCode.ResourceExhausted,
                $"{submissions.Count} records are open; nothing was kept, send again later. | 未决记录过多，本次未保存，请稍后重发。", RecordAnswers.RetryDelay);
        }
    }

    private void CheckBankKey(ActScope scope, byte[] keyId, SignedRequest signed)
    {
        if (keyId.Length != SignerKeyId.Size)
        {
            scope.Input.Fault("key_id", $"应为{SignerKeyId.Size}字节", $"it has {keyId.Length} bytes",
                $"{SignerKeyId.Size} bytes: the id of the bank's signing key");
        }
        else if (pages.FindKey(keyId) is not { } key || key.CreditCode != signed.Caller.Member.CreditCode)
        {
            scope.Input.Fault("key_id", "账本上没有属于该银行的此密钥", "the ledger knows no such key of this bank",
                $"the key of a signer certificate of {signed.Caller.Member.Organisation}");
        }
    }

    private bool IsPrepared(StoredRecord record)
        => answers.Outcome(record).State == RecordState.Prepared && (ulong)time.GetUtcNow().ToUnixTimeMilliseconds() <= record.Row.ExpiresMs;

    private (StoredRecord Record, StoredEnvelope Envelope) ReadBankEnvelope(SubmitRequest request, SignedRequest signed)
    {
        var faults = new InputFaults();
        if (!peer.TryDecode(request.Envelope.Span, out var decoded, out var fault))
        {
            // What is wrong with the envelope, not with the entry that it would be in.
            if (!Canonical.TryParse<Envelope>(request.Envelope.Span, out _, out var own))
                fault = own;

            faults.Add("envelope", fault.Chinese, fault.English, "the envelope over the prepared payload, in its one encoding");
            throw faults.ToException();
        }

        var (envelope, payload) = (decoded.Envelope, decoded.Payload);
        var record = payload.Sequence <= long.MaxValue ? store.Find((long)payload.Sequence) : null;
        if (record is null || !record.Row.Prepared || record.Row.Organisation != signed.Caller.Member.Organisation)
        {
            throw Statuses.Refuse(
                StatusCode.NotFound, $"No act with number {payload.Sequence} was prepared for {signed.Caller.Member.Organisation}. | 没有为该银行准备此序号的行为。");
        }

        if (answers.Outcome(record).State == RecordState.Lapsed)
            throw Lapsed(record.Number);

        if (store.ReadContent(record.Number) is not { } content || !content.Payload.Span.SequenceEqual(envelope.Payload.Span))
        {
            faults.Add("envelope.payload", "载荷与所准备的不同", "the payload is not the one prepared", "exactly the bytes of Prepare's answer");
        }
        else if (!record.Row.KeyId.Span.SequenceEqual(envelope.KeyId.Span))
        {
            faults.Add("envelope.key_id", "不是准备时所述的密钥", "it is not the key that Prepare named", Convert.ToHexStringLower(record.Row.KeyId.Span));
        }
        else if (!peer.Verify(decoded))
        {
            faults.Add("envelope.signature", "银行签名与载荷不符，或s值过高", "the bank's signature does not hold over the payload, or has a high s",
                "64 bytes r || s, low s, of the key named");
        }

        faults.ThrowIfAny();
        return (record, new(0, decoded.LeafHash, request.Envelope.ToByteArray()));
    }
}
