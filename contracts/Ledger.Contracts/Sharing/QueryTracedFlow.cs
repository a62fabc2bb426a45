using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>查询留痕: an answer leaves only with its receipt, which follows the receipts before it on the same unit.</summary>
internal sealed class QueryTracedFlow() : Flow<QueryTraced, QueryCase>(null, new("查询留痕", "receipt of a query"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, QueryTraced e)
    {
        shape.Hash(e.QueryId, "query_id");
        shape.Known(e.Result, "result");
        if (e.Authorisation.Length > 0 || e.Result == QueryResult.Answered)
            shape.Identifier<OfficeNumber>(e.Authorisation, "authorisation");
        shape.Identifier<CreditCode>(Shape.F04, e.Asker, "asker");
        shape.Instant(e.AnsweredMs, "answered_ms");
        SharedFields.CheckShape(shape, e.Fields);
        if (e.Result == QueryResult.Refused && e.EvidenceSize != 0)
            shape.Fault(Shape.C69, "evidence_size", e.EvidenceSize, new("0：未提供证据", "0: nothing was given"));
        shape.Hash(e.Answer, "answer");
        shape.Hash(e.Trace, "trace");
        shape.Hash(e.TraceHead, "trace_head");
    }

    /// <inheritdoc/>
    protected override QueryCase Load(QueryTraced e, Book book)
        => new(e, e.Authorisation.Length > 0 ? book.Authorisation(e.Authorisation) : null, book.Trace(e.Trace));

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, QueryCase loaded, Signer signer)
    {
        var e = loaded.Event;
        if (e.AnsweredMs > judgement.TimeMs)
        {
            judgement.Fail(
                DateOrder.C57,
                new("答复时刻晚于提交时间", "the answer is later than the envelope"),
                new("请核对答复时刻", "check the instant of the answer"),
                Labels.InEvent(new("答复时刻", "answered"), Labels.Instant(e.AnsweredMs), "answered_ms"),
                Labels.InEnvelope(new("提交时间", "time of the envelope"), Labels.Instant(judgement.TimeMs)));
        }

        SharingIsOpen.CheckQuery(judgement, loaded);
        SharingIsOpen.CheckKeeper(judgement, e, signer);
        CheckChain(judgement, e, loaded.Trace);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, QueryCase loaded)
        => book.Write(loaded.Trace.Key, new TracePage { Count = loaded.Event.TraceCount, Head = loaded.Event.TraceHead });

    private static void CheckChain(Judgement judgement, QueryTraced e, PageView<TracePage> trace)
    {
        var count = trace.Body?.Count ?? 0;
        var head = TraceChain.Next(trace.Body?.Head ?? TraceChain.Start, e.QueryId, e.Answer);
        if (e.TraceCount == count + 1 && e.TraceHead == head)
            return;
        judgement.Fail(
            Judgement.State,
            new("留痕不接在该单元已有的查询之后", "the receipt does not follow the queries on the unit so far"),
            new("请按现有笔数与链头重新生成留痕", "make the receipt anew over the present count and head"),
            Labels.InEvent(new("笔数", "count"), e.TraceCount, "trace_count"),
            Labels.InEvent(new("链头", "head"), Convert.ToHexStringLower(e.TraceHead.Span)[..16] + "…", "trace_head"),
            trace.Says(new("已有笔数", "count so far"), count),
            trace.Says(new("应为链头", "head wanted"), Convert.ToHexStringLower(head.Span)[..16] + "…"));
    }
}
