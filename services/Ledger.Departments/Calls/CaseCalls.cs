using Google.Protobuf;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Departments.Records.Rows;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>CaseService: how cases stand, and the work lists.</summary>
internal sealed class CaseCalls(
    CaseIndexer cases, CaseIndex index, RecordQueries queries, IRecordStore store, MemberQuotas quotas, SubmissionTracker submissions, TimeProvider time)
    : CaseService.CaseServiceBase
{
    // A year of working days: nobody plans further.
    private const uint MostDays = 250;

    public override async Task<CaseView> GetCase(GetCaseRequest request, ServerCallContext context)
    {
        if (!AcceptanceNumber.TryParse(request.AcceptanceNumber, out var number, out var error))
        {
            var faults = new InputFaults();
            faults.Add("acceptance_number", error.Chinese, error.English, "202611300001");
            throw faults.ToException();
        }

        if (!await cases.HasSeenHeadAsync(context.CancellationToken))
            throw NotYet();
        await KeepUseAsync(context, number.ToString());
        return cases.Find(number.ToString())
            ?? throw Statuses.Refuse(StatusCode.NotFound, $"There is no case {number} on the ledger. | 账本上没有业务{number}。");
    }

    public override async Task<ListCasesReply> ListCases(ListCasesRequest request, ServerCallContext context)
    {
        var size = queries.PageSize(request.PageSize);
        Check(request);
        if (!cases.Follows || index.Seen is not { } seen)
            throw NotYet();

        await KeepUseAsync(context, request.ToString());
        var reply = new ListCasesReply { Block = seen.Block, Day = Today };
        reply.Cases.AddRange(List(request, size));
        if (reply.Cases.Count == size)
            reply.NextPageToken = CaseQuery.TokenBehind(reply.Cases[^1]);
        return reply;
    }

    public override async Task WatchCases(ListCasesRequest request, IServerStreamWriter<CaseListChange> responseStream, ServerCallContext context)
    {
        var size = queries.PageSize(request.PageSize);
        Check(request);
        if (request.PageToken.Length > 0)
        {
            var faults = new InputFaults();
            faults.Add("page_token", "持续查看只给第一页", "a watch shows the first page", "nothing");
            throw faults.ToException();
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, submissions.Stopping);
        using var share = quotas.OpenWatch(AccessInterceptor.CallerOf(context));
        await KeepUseAsync(context, request.ToString());
        var shown = new CaseListShown();
        try
        {
            for (var isFirst = true; ; isFirst = false)
            {
                // Taken before the list is read, so that nothing falls between. While the lists are made anew the old ones are gone.
                var changed = cases.Changed;
                if (cases.Follows && index.Seen is { } seen)
                {
                    if (shown.Next(List(request, size), seen.Block, Today, isFirst) is { } change)
                        await responseStream.WriteAsync(change, stop.Token);
                }
                else if (isFirst)
                {
                    throw NotYet();
                }

                await changed.WaitAsync(stop.Token);
            }
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw Statuses.Retry(StatusCode.Unavailable, "The node is stopping. | 节点正在停止。", TimeSpan.FromSeconds(5));
        }
    }

    private uint Today => Day.At((ulong)time.GetUtcNow().ToUnixTimeMilliseconds()).Number;

    private IReadOnlyList<CaseSummary> List(ListCasesRequest request, int size)
    {
        var dueBy = request.HasDueWithin ? cases.Views().LastDayWithin((int)request.DueWithin).Number : 0;
        return index.List(new CaseQuery(request, Today, dueBy, Token(request.PageToken)), size);
    }

    private static RpcException NotYet() => Statuses.Retry(
        StatusCode.Unavailable, "The work list is being made from the ledger's pages; ask again. | 正在由账本重建待办清单，请稍后再问。", TimeSpan.FromSeconds(2));

    private static void Check(ListCasesRequest request)
    {
        var faults = new InputFaults();
        if (request.Department.Length > 0 && !DepartmentNames.All.Contains(request.Department, StringComparer.Ordinal))
            faults.Add("department", "无此部门", "there is no such department", string.Join(", ", DepartmentNames.All));
        if (!Enum.IsDefined(request.State))
            faults.Add("state", "无此状态", "there is no such state", "a CaseState");
        if (!Enum.IsDefined(request.Step))
            faults.Add("step", "无此步骤", "there is no such step", "a CaseStepKind");
        if (request.DueWithin > MostDays)
            faults.Add("due_within", $"最多{MostDays}个工作日", $"{request.DueWithin} working days are too many", $"at most {MostDays}");
        if (request.UnitCode.Length > 0 && !UnitCode.TryParse(request.UnitCode, DivisionPrefixes.Any, out _, out var unit))
            faults.Add("unit_code", unit.Chinese, unit.English, "28 characters");
        if (request.Basis.Length > OfficeNumberLength)
            faults.Add("basis", "合同或原因文件编号过长", "it is no number of a contract or instrument", $"at most {OfficeNumberLength} characters");
        faults.ThrowIfAny();
    }

    private const int OfficeNumberLength = 64;

    private static (uint, string)? Token(string token)
    {
        if (token.Length == 0)
            return null;
        if (CaseQuery.TryReadToken(token, out var after))
            return after;
        var faults = new InputFaults();
        faults.Add("page_token", "不是本服务给出的标记", "it is none that this service gave", "the value of the answer before");
        throw faults.ToException();
    }

    private Task KeepUseAsync(ServerCallContext context, string query)
    {
        var caller = AccessInterceptor.CallerOf(context);
        return store.AddUseAsync(
            new UseRow
            {
                TimeMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds(),
                Organisation = caller.Member.Organisation,
                Operator = ByteString.CopyFrom(caller.Fingerprint),
                Method = context.Method,
                Query = query,
            },
            context.CancellationToken);
    }
}
