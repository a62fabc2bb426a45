using Grpc.Core;
using Ledger.Acts;
using Ledger.Departments.Writing;
using Ledger.V1;

namespace Ledger.Departments.Calls;

/// <summary>TransactionService.</summary>
internal sealed class TransactionCalls(WritePipeline pipeline, RecordQueries records) : TransactionService.TransactionServiceBase
{
    public override Task<WriteReply> SignContract(SignContractRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> FileContract(FileContractRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> RevokeContract(RevokeContractRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> SubmitBatch(TransactionBatchRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, AskedAct.Of(request.Acts, numbered: true));

    public override Task<RecordView> GetRecord(GetRecordRequest request, ServerCallContext context) => records.GetAsync(request, context);

    public override Task<ListRecordsReply> ListRecords(ListRecordsRequest request, ServerCallContext context) => records.ListAsync(request, context);

    public override Task WatchRecords(WatchRecordsRequest request, IServerStreamWriter<RecordView> responseStream, ServerCallContext context)
        => records.WatchAsync(request, responseStream, context);
}
