using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>查询留痕</summary>
internal sealed class TraceQueryForm() : ActForm<TraceQueryRequest, QueryTraced>("sharing", "trace", new("查询留痕", "leave the receipt of a query"))
{
    // A clerk's come through SharingService, which looks at owner and unit and keeps a unit's queries without a gap.
    public override ActWriter Writer => ActWriter.Administrator;

    public override string Example =>
        "ledger sharing trace --authorisation SQ202105310001 --asker 91441900MA00000238 --answered 2021-06-01T09:30:00+08:00 --field title "
        + "--result answered --file answer.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        new("--authorisation", "authorisation", new("授权编号", "number of the authorisation")),
        new("--asker", "asker", new("查询人统一社会信用代码", "credit code of who asked")),
        new("--answered", "answered_time_ms", new("答复时刻", "instant of the answer")),
        new("--field", "fields", new("title、lien、contract 或 tax-cleared", "title, lien, contract or tax-cleared")),
        new("--result", "result", new("answered 或 refused", "answered or refused")),
    ];

    protected override QueryTraced Read(ActReader input, TraceQueryRequest request)
    {
        var body = new QueryTraced
        {
            QueryId = input.Hash(request.QueryId, "query_id"),
            Authorisation = input.OptionalText<OfficeNumber>(request.Authorisation, "authorisation"),
            Asker = input.Text<CreditCode>(request.Asker, "asker"),
            AnsweredMs = input.PastInstant(request.AnsweredTimeMs, "answered_time_ms"),
            Result = input.Known(request.Result, "result"),
            EvidenceSize = request.EvidenceSize,
            Answer = input.Hash(request.Answer, "answer"),
            Trace = input.Hash(request.Trace, "trace"),
        };
        body.Fields.AddRange(input.SharedFields(request.Fields));
        (body.TraceCount, body.TraceHead) = input.NextTrace(body.Trace, body.QueryId, body.Answer);
        input.Names(body.Authorisation);
        return body;
    }
}
