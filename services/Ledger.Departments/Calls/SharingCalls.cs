using Google.Protobuf;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Departments.Records.Rows;
using Ledger.Facts;
using Ledger.Peers;
using Ledger.V1;
using PageKeys = Ledger.Facts.PageKeys;

namespace Ledger.Departments;

/// <summary>SharingService: what is offered, asked, decided and answered, and who asked.</summary>
internal sealed class SharingCalls(
    Department department,
    Peer peer,
    PeerPages pages,
    IRecordStore store,
    RequestAuthenticator requests,
    MemberQuotas quotas,
    WritePipeline pipeline,
    SharingDesks desks,
    CaseIndexer cases,
    TimeProvider time)
    : SharingService.SharingServiceBase
{
    private const int MostQuestions = 1000;

    public override Task<CatalogueReply> GetCatalogue(GetCatalogueRequest request, ServerCallContext context)
    {
        var inForce = desks.Catalogues.InForce();
        var reply = new CatalogueReply { Catalogue = inForce.Bytes };
        if (inForce.Number is { } number && peer.Published is { } published)
            reply.Page = PageProofs.Of(peer, published, PageKeys.Authorisation(number));
        return Task.FromResult(reply);
    }

    public override Task<WriteReply> PublishCatalogue(PublishCatalogueRequest request, ServerCallContext context)
    {
        requests.Authenticate(request.Context, context);
        desks.Questions.RequireProfile();
        return pipeline.WriteAsync(request.Context, context, scope => desks.Publication.Build(scope, request.Catalogue));
    }

    public override async Task<AskReply> Ask(AskRequest request, ServerCallContext context)
    {
        var signed = requests.Authenticate(request.Context, context);
        var (question, item) = desks.Questions.Read(request.Question, signed.Caller.Member);
        if (await desks.Waiting.FindAsync(signed.IdHash, context.CancellationToken) is { } known && IsSame(known, signed))
            return await WaitingReplyAsync(known, context);

        var isFirst = store.FindByRequest(signed.IdHash) is null;
        if (isFirst)
            requests.CheckFresh(signed);
        using var attempt = isFirst ? quotas.Begin(signed.Caller) : new Attempt(static _ => { });
        using var hold = isFirst ? quotas.TakeCheck(signed.Caller, signed.Bytes.Length) : QuotaHold.None;
        if (isFirst && QuestionDesk.IsForOfficer(question, item))
        {
            desks.Questions.RequireProfile();
            var number = await KeepAsync(signed, question, context.CancellationToken);
            hold.Use();
            return await WaitingReplyAsync(desks.Waiting.Find(number)!, context);
        }

        var written = await desks.Questions.WriteAsync(request.Context, context, question, item, refusal: null, names: "", isAnswered =>
        {
            if (!isAnswered)
                attempt.Refuse();
        });
        var reply = desks.Questions.Reply(written);
        hold.GrowTo(signed.Bytes.Length + reply.Answer.Length);
        hold.Use();
        return reply;
    }

    public override Task<ListQuestionsReply> ListQuestions(ListQuestionsRequest request, ServerCallContext context)
    {
        var reply = new ListQuestionsReply();
        var today = Day.At((ulong)time.GetUtcNow().ToUnixTimeMilliseconds()).Number;
        foreach (var check in desks.Waiting.Open(MostQuestions))
        {
            var (decideBy, answerBy) = Deadlines(check.Row.TimeMs);
            reply.Questions.Add(new QuestionView
            {
                QuestionId = RecordIds.Of(check.Number),
                ReceivedMs = check.Row.TimeMs,
                Organisation = check.Row.Organisation,
                Question = AskRequest.Parser.ParseFrom(check.Row.Request).Question,
                DecideBy = decideBy,
                AnswerBy = answerBy,
                Overdue = today > decideBy,
            });
        }

        return Task.FromResult(reply);
    }

    public override async Task<WriteReply> Decide(DecideRequest request, ServerCallContext context)
    {
        var signed = requests.Authenticate(request.Context, context);
        var faults = new InputFaults();
        if (!request.Grant && request.Reason.Length is 0 or > 500)
            faults.Add("reason", "拒绝须说明理由", "a refusal states its reason", "1 to 500 characters");
        new InputReader(faults, Day.At(signed.TimeMs)).Words(request.Reason, "reason");
        faults.ThrowIfAny();
        var check = RecordIds.Read(request.QuestionId) is { } number ? desks.Waiting.Find(number) : null;
        if (check is null)
            throw Statuses.Refuse(StatusCode.NotFound, $"There is no question {request.QuestionId} here. | 没有查询{request.QuestionId}。");

        RequireUndecided(StatusCode.FailedPrecondition);
        var asker = pages.Members().First(member => member.Organisation == check.Row.Organisation);
        var (question, item) = desks.Questions.Read(AskRequest.Parser.ParseFrom(check.Row.Request).Question, asker);
        var refusal = request.Grant ? null : new Wording(request.Reason, request.Reason);
        return await desks.Questions.WriteAsync(
            request.Context, context, question, item, refusal, WaitingQuestions.SubjectOf(check.Number), _ => RequireUndecided(StatusCode.Aborted));

        // Asked again when it is this one's turn on the unit: of two officers at the same moment one decides.
        void RequireUndecided(StatusCode code)
        {
            if (desks.Waiting.Decision(check.Number) is { } decision && !decision.RequestIdHash.AsSpan().SequenceEqual(signed.IdHash))
                throw Statuses.Refuse(code, $"Question {check.Number} is decided already, by record {decision.Number}. | 查询{check.Number}已作决定。");
        }
    }

    public override async Task<AuthoriseReply> Authorise(AuthoriseRequest request, ServerCallContext context)
    {
        requests.Authenticate(request.Context, context);
        RequireRegistration();
        desks.Questions.RequireProfile();
        var written = await pipeline.WriteAsync(request.Context, context, scope => desks.Owners.Build(scope, request));
        var reply = new AuthoriseReply { Write = written };
        var number = RecordIds.Read(written.RecordId)!.Value;
        if (store.ReadContent(number) is { } content)
        {
            reply.Authorisation = new()
            {
                Number = store.Find(number)!.Row.Subjects.First(static subject => OfficeNumber.TryParse(subject, out _, out _) && subject[0] == 'Q'),
                Salt = QuestionDesk.SubjectSaltOf(content.Documents),
            };
        }

        return reply;
    }

    public override async Task<TraceCodeReply> GetTraceCode(GetTraceCodeRequest request, ServerCallContext context)
    {
        var signed = requests.Authenticate(request.Context, context);
        requests.CheckFresh(signed);
        RequireRegistration();
        var unit = ReadUnit(request.UnitCode, signed);
        await KeepUseAsync(signed, $"trace code of {unit}", context.CancellationToken);
        return desks.Traces.CodeOf(unit) is { } code
            ? new() { Code = code }
            : throw Statuses.Refuse(StatusCode.NotFound, $"{unit} has no title. | 单元{unit}没有现势产权。");
    }

    public override async Task<ListTracesReply> ListTraces(ListTracesRequest request, ServerCallContext context)
    {
        var signed = requests.Authenticate(request.Context, context);
        requests.CheckFresh(signed);
        var unit = ReadUnit(request.UnitCode, signed);
        using var attempt = quotas.Begin(signed.Caller);
        await KeepUseAsync(signed, $"traces of {unit}", context.CancellationToken);
        if (!desks.Traces.IsCode(unit, request.Code))
        {
            attempt.Refuse();
            throw Statuses.Refuse(
                StatusCode.PermissionDenied,
                "This is not the code of the title as it stands; the registry gives it with the certificate. | 查询码与现势产权不符；查询码随权证发放。");
        }

        var reply = new ListTracesReply();
        reply.Secrets.AddRange(desks.Traces.Of(unit).Select(static trace => new TraceSecret
        {
            Epoch = trace.Epoch,
            Secret = ByteString.CopyFrom(trace.Secret.Span),
        }));
        reply.Traces.AddRange(desks.Answered.Of(unit));
        return reply;
    }

    private async Task<AskReply> WaitingReplyAsync(StoredCheck check, ServerCallContext context)
    {
        if (desks.Waiting.Decision(check.Number) is { } decision)
            return await desks.Questions.ReplyAsync(decision, context);
        var (decideBy, answerBy) = Deadlines(check.Row.TimeMs);
        return new() { State = AnswerState.Waiting, DecideBy = decideBy, AnswerBy = answerBy };
    }

    private (uint DecideBy, uint AnswerBy) Deadlines(ulong receivedMs)
    {
        var (catalogue, views, day) = (desks.Catalogues.InForce().Catalogue, cases.Views(), Day.At(receivedMs));
        return (views.LastDayAfter(day, (int)catalogue.DecideWithin).Number, views.LastDayAfter(day, (int)catalogue.AnswerWithin).Number);
    }

    private async Task<long> KeepAsync(SignedRequest signed, AskedQuestion question, CancellationToken ct)
    {
        try
        {
            return await desks.Waiting.KeepAsync(signed, question, ct);
        }
        catch (RecordStoreUnavailableException e)
        {
            throw Statuses.Retry(StatusCode.Unavailable, e.Message, TimeSpan.FromSeconds(1));
        }
    }

    private static bool IsSame(StoredCheck known, SignedRequest signed)
        => known.Row.RequestHash.Span.SequenceEqual(signed.TextHash) && known.Row.Organisation == signed.Caller.Member.Organisation
            ? true
            : throw Statuses.Refuse(
                StatusCode.AlreadyExists, "The request id was used with other bytes; use a new id for a new question. | 该请求标识已用于不同内容；新的查询请用新标识。");

    private void RequireRegistration()
    {
        if (department.Name != DepartmentNames.Registration)
        {
            throw Statuses.Refuse(
                StatusCode.FailedPrecondition,
                $"Owners come to the registration department for this, not to {department.Name}. | 权利人授权与查询码由登记部门办理，不在{department.Name}。");
        }
    }

    private static UnitCode ReadUnit(string text, SignedRequest signed)
    {
        var faults = new InputFaults();
        var unit = new InputReader(faults, Day.At(signed.TimeMs)).UnitCode(text, "unit_code");
        faults.ThrowIfAny();
        return unit!;
    }

    private async Task KeepUseAsync(SignedRequest signed, string query, CancellationToken ct)
    {
        store.RememberOperator(signed.Caller.Fingerprint, signed.Caller.Certificate);
        await store.AddUseAsync(
            new UseRow
            {
                TimeMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds(),
                Organisation = signed.Caller.Member.Organisation,
                Operator = ByteString.CopyFrom(signed.Caller.Fingerprint),
                Method = signed.Method,
                Query = query,
            },
            ct);
    }
}
