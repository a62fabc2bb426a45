using Grpc.Core;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>RegistrationService.</summary>
internal sealed class RegistrationCalls(WritePipeline pipeline, RecordQueries records, RecordedRequests recorded) : RegistrationService.RegistrationServiceBase
{
    public override Task<WriteReply> Write(RegistrationWriteRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request.Context, request.Acts, context);

    public override Task<RecordView> GetRecord(GetRecordRequest request, ServerCallContext context) => records.GetAsync(request, context);

    public override Task<ListRecordsReply> ListRecords(ListRecordsRequest request, ServerCallContext context) => records.ListAsync(request, context);

    public override Task WatchRecords(WatchRecordsRequest request, IServerStreamWriter<RecordView> responseStream, ServerCallContext context)
        => records.WatchAsync(request, responseStream, context);

    public override Task<ListRecordedRequestsReply> ListRecordedRequests(ListRecordedRequestsRequest request, ServerCallContext context)
        => recorded.ListAsync(request, context);
}
