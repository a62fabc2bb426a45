using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Acts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Records as the department's clerks see them; a bank sees its own only, an administrator what it asked for itself.</summary>
internal sealed class RecordQueries(Department department, IRecordStore store, RecordAnswers answers, RecordFeed feed,
    SubmissionTracker submissions, MemberQuotas quotas)
{
    private const int DefaultPageSize = 100;

    /// <summary>Records looked through for one page at most: a page may come short, or empty, with a token that goes on.</summary>
    private const int MaximumScanned = 10_000;

    public Task<RecordView> GetAsync(GetRecordRequest request, ServerCallContext call)
    {
        var caller = AccessInterceptor.CallerOf(call);
        var record = request.ByCase switch
        {
            GetRecordRequest.ByOneofCase.RecordId => RecordIds.Read(request.RecordId) is { } number ? store.Find(number) : null,
            GetRecordRequest.ByOneofCase.RequestId => store.FindByRequest(System.Security.Cryptography.SHA256.HashData(request.RequestId.Span)),
            _ => null,
        };
        return record is not null && MaySee(caller, record)
            ? Task.FromResult(View(caller, record))
            : throw Statuses.Refuse(StatusCode.NotFound, "There is no such record. | 没有该记录。");
    }

    public Task<ListRecordsReply> ListAsync(ListRecordsRequest request, ServerCallContext call)
    {
        var caller = AccessInterceptor.CallerOf(call);
        var size = PageSize(request.PageSize);
        var after = PageToken(request.PageToken);
        var reply = new ListRecordsReply();
        var read = Math.Max(size, Math.Min(DefaultPageSize, department.Limits.PageSize));
        for (var scanned = 0; reply.Records.Count < size && scanned < MaximumScanned;)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            var batch = store.List(after, request.Subject, read);
            scanned += read;
            foreach (var record in batch)
            {
                after = record.Number;
                if (MaySee(caller, record) && (request.State == RecordState.Unspecified || answers.Outcome(record).State == request.State))
                {
                    reply.Records.Add(View(caller, record));
                    if (reply.Records.Count == size)
                        break;
                }
            }

            if (batch.Count < read && (batch.Count == 0 || after == batch[^1].Number))
                return Task.FromResult(reply);
        }

        reply.NextPageToken = after.ToString(CultureInfo.InvariantCulture);
        return Task.FromResult(reply);
    }

    public async Task WatchAsync(WatchRecordsRequest request, IServerStreamWriter<RecordView> responses, ServerCallContext call)
    {
        var caller = AccessInterceptor.CallerOf(call);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, submissions.Stopping);

        using var share = quotas.OpenWatch(caller);

        // Opened before the past is read, so that nothing falls between.
        using var watch = feed.TryOpen(department.Limits.Watches)
            ?? throw Statuses.Retry(StatusCode.ResourceExhausted, "Too many watches are open. | 监视过多。", TimeSpan.FromSeconds(5));
        if (request.AfterRecordId.Length > 0)
        {
            var after = RecordIds.Read(request.AfterRecordId) ?? throw InvalidToken("after_record_id");
            for (var batch = store.List(after, request.Subject, DefaultPageSize); batch.Count > 0; batch = store.List(
                batch[^1].Number, request.Subject, DefaultPageSize))
            {
                foreach (var record in batch.Where(record => MaySee(caller, record)))
                    await responses.WriteAsync(View(caller, record), stop.Token);
            }
        }
        else
        {
            // Says to the caller that the watch is open.
            await call.WriteResponseHeadersAsync([]);
        }

        try
        {
            await foreach (var number in watch.Changes.ReadAllAsync(stop.Token))
            {
                if (store.Find(number) is { } record
                    && MaySee(caller, record)
                    && (request.Subject.Length == 0 || record.Row.Subjects.Contains(request.Subject)))
                {
                    await responses.WriteAsync(View(caller, record), stop.Token);
                }
            }
        }
        catch (WatcherTooSlowException e)
        {
            throw Statuses.Retry(StatusCode.ResourceExhausted, e.Message, TimeSpan.FromSeconds(1));
        }
        catch (OperationCanceledException) when (!call.CancellationToken.IsCancellationRequested)
        {
            throw Statuses.Retry(StatusCode.Unavailable, "The node is stopping. | 节点正在停止。", TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>A page size within the limit.</summary>
    public int PageSize(uint asked)
    {
        if (asked <= (uint)department.Limits.PageSize)
            return asked == 0 ? Math.Min(DefaultPageSize, department.Limits.PageSize) : (int)asked;

        var faults = new InputFaults();
        faults.Add("page_size", $"每页最多{department.Limits.PageSize}条", $"the page size {asked} is too large", $"at most {department.Limits.PageSize}");
        throw faults.ToException();
    }

    /// <summary>Where a page begins.</summary>
    public static long PageToken(string token)
        => token.Length == 0 ? 0 : RecordIds.Read(token) ?? throw InvalidToken("page_token");

    private static RpcException InvalidToken(string field)
    {
        var faults = new InputFaults();
        faults.Add(field, "不是本服务给出的标记", "it is none that this service gave", "the value of the answer before");
        return faults.ToException();
    }

    private static bool MaySee(Caller caller, StoredRecord record) => caller.Kind switch
    {
        CallerKind.OwnOperator => true,
        CallerKind.OwnAdministrator => record.Row.Operator.Span.SequenceEqual(caller.Fingerprint),
        _ => record.Row.Organisation == caller.Member.Organisation,
    };

    private RecordView View(Caller caller, StoredRecord record)
    {
        var outcome = answers.Outcome(record);
        var view = new RecordView
        {
            RecordId = RecordIds.Of(record.Number),
            State = outcome.State,
            ReceivedMs = record.Row.ReceivedMs,
            LeafHash = outcome.LeafHash,
            Sequence = (ulong)record.Number,
            Operator = record.Row.Operator,
        };
        if (answers.Waiting(record.Number) is { } waiting)
            view.Waiting = waiting;

        view.EventTypes.AddRange(record.Row.EventTypes);
        view.Subjects.AddRange(record.Row.Subjects);
        view.Failures.AddRange(ShownFailures.For(caller, outcome.Verdict?.Failures ?? []));
        view.Notices.AddRange(ShownFailures.For(caller, outcome.Notices));
        if (record.Row.Organisation == caller.Member.Organisation && store.ReadContent(record.Number) is { } content)
        {
            view.Fields.AddRange(content.Documents.SelectMany(document => document.Fields)
                .Select(field => new DocumentField { Name = field.Name, Value = field.Value }));
        }

        return view;
    }
}
