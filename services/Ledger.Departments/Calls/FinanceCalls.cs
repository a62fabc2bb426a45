using Grpc.Core;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>FinanceService: the bank's key never leaves the bank, so a write takes two calls.</summary>
internal sealed class FinanceCalls(WritePipeline pipeline, RecordQueries records) : FinanceService.FinanceServiceBase
{
    public override Task<PrepareReply> Prepare(PrepareRequest request, ServerCallContext context) => pipeline.PrepareAsync(request, context);

    public override Task<WriteReply> Submit(SubmitRequest request, ServerCallContext context) => pipeline.SubmitAsync(request, context);

    public override Task<RecordView> GetRecord(GetRecordRequest request, ServerCallContext context) => records.GetAsync(request, context);

    public override Task<ListRecordsReply> ListRecords(ListRecordsRequest request, ServerCallContext context) => records.ListAsync(request, context);

    public override Task WatchRecords(WatchRecordsRequest request, IServerStreamWriter<RecordView> responseStream, ServerCallContext context)
        => records.WatchAsync(request, responseStream, context);
}
