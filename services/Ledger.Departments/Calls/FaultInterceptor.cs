using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Ledger.Chain;
using Ledger.Peers;
using Microsoft.Extensions.Logging;

namespace Ledger.Departments;

/// <summary>Turns faults of the stores into statuses that name what is damaged; everything else stays an internal error without details.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by gRPC.")]
internal sealed class FaultInterceptor(ILogger<FaultInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception e) when (Translate(e) is { } status)
        {
            throw status;
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception e) when (Translate(e) is { } status)
        {
            throw status;
        }
    }

    private RpcException? Translate(Exception e)
    {
        var status = e switch
        {
            RecordDamagedException or StoreDamagedException => Statuses.Refuse(StatusCode.DataLoss, e.Message),
            RecordStoreUnavailableException or PeerStoppedException or StoreException =>
                Statuses.Retry(StatusCode.Unavailable, e.Message, TimeSpan.FromSeconds(5)),
            VersionNotRetainedException => Statuses.Retry(StatusCode.Unavailable, e.Message, TimeSpan.FromSeconds(1)),
            _ => null,
        };
        if (status is not null)
            SubmissionLog.Damaged(logger, e.Message);

        return status;
    }
}
