using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace Ledger.Node;

/// <summary>Lets a call in when its caller is within its bounds, before anything else is done for it.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class CallGuard : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(ServeAsync);
        next(app);
    };

    private static async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<CallMeter>() is not { } meter)
        {
            await next(context);
            return;
        }

        if (meter.Begin() is { } refusal)
        {
            Refuse(context.Response, refusal);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            meter.End(context.RequestAborted.IsCancellationRequested);
        }
    }

    private static void Refuse(HttpResponse response, string reason)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = $"{(int)StatusCode.ResourceExhausted}";
        response.Headers["grpc-message"] = Uri.EscapeDataString($"The caller is beyond its bounds at this node: {reason}. | 超出本节点对调用方的限制，请稍后重试或减少并发。");
        var status = new Google.Rpc.Status { Code = (int)StatusCode.ResourceExhausted, Message = reason };
        status.Details.Add(Google.Protobuf.WellKnownTypes.Any.Pack(
            new Google.Rpc.RetryInfo { RetryDelay = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromSeconds(1)) }));
        response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(Google.Protobuf.MessageExtensions.ToByteArray(status));
    }
}
