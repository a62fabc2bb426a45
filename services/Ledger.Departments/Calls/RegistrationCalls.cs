using Grpc.Core;
using Ledger.Acts;
using Ledger.Departments.Writing;
using Ledger.V1;

namespace Ledger.Departments.Calls;

/// <summary>RegistrationService.</summary>
internal sealed class RegistrationCalls(WritePipeline pipeline, RecordQueries records) : RegistrationService.RegistrationServiceBase
{
    public override Task<WriteReply> OpenFirstRegistration(OpenFirstRegistrationRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> OpenMigrated(OpenMigratedRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> RecordTransfer(RecordTransferRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> RegisterMortgage(RegisterMortgageRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> CancelMortgage(CancelMortgageRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> NotifyMortgagee(NotifyMortgageeRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> EnterSeizure(EnterSeizureRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> RenewSeizure(RenewSeizureRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> LiftSeizure(LiftSeizureRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, [AskedAct.Alone(request)]);

    public override Task<WriteReply> SubmitBatch(RegistrationBatchRequest request, ServerCallContext context)
        => pipeline.WriteAsync(request, request.Context, context, AskedAct.Of(request.Acts, numbered: true));

    public override Task<RecordView> GetRecord(GetRecordRequest request, ServerCallContext context) => records.GetAsync(request, context);

    public override Task<ListRecordsReply> ListRecords(ListRecordsRequest request, ServerCallContext context) => records.ListAsync(request, context);

    public override Task WatchRecords(WatchRecordsRequest request, IServerStreamWriter<RecordView> responseStream, ServerCallContext context)
        => records.WatchAsync(request, responseStream, context);
}
