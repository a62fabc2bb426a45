using Grpc.Core;
using Ledger.Acts;
using Ledger.Departments.Writing;
using Ledger.V1;

namespace Ledger.Departments.Calls;

/// <summary>TaxService.</summary>
internal sealed class TaxCalls(WritePipeline pipeline, RecordQueries records) : TaxService.TaxServiceBase
{
    public override Task<WriteReply> AssessTax(AssessTaxRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> PayTax(PayTaxRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> ExemptTax(ExemptTaxRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> RefundTax(RefundTaxRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> SubmitBatch(TaxBatchRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, AskedAct.Of(request.Acts, numbered: true));

    public override Task<RecordView> GetRecord(GetRecordRequest request, ServerCallContext context) => records.GetAsync(request, context);

    public override Task<ListRecordsReply> ListRecords(ListRecordsRequest request, ServerCallContext context) => records.ListAsync(request, context);

    public override Task WatchRecords(WatchRecordsRequest request, IServerStreamWriter<RecordView> responseStream, ServerCallContext context)
        => records.WatchAsync(request, responseStream, context);
}
