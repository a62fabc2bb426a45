using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Ledger.Chain;
using Ledger.Peers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Ledger.Departments;

/// <summary>
/// Refuses a caller before a byte of its message is read: interceptors run only once gRPC has taken the message in, so
/// strangers could have any bytes parsed, and would hear of the bytes' faults instead of their certificate's.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class AccessFilter(AccessGate gate) : IStartupFilter
{
    private const string GrpcContent = "application/grpc";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(JudgeAsync);
        next(app);
    };

    private Task JudgeAsync(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Path.Value ?? "";
        Caller? caller;
        AccessRefusal? refusal;
        try
        {
            if (context.Request.ContentType?.StartsWith(GrpcContent, StringComparison.OrdinalIgnoreCase) != true
                || gate.Admits(method, context.Connection.ClientCertificate, out caller, out refusal))
            {
                return next(context);
            }
        }
        catch (StoreException e)
        {
            // Who may call stands on the ledger: where that cannot be read, nobody is let in and everybody is told.
            TrailersOnly.Write(context.Response, Statuses.Refuse(e is StoreDamagedException ? StatusCode.DataLoss : StatusCode.Unavailable, e.Message));
            return Task.CompletedTask;
        }

        // Whether a method that the table lacks exists at all says routing; should it be served, the interceptor refuses it.
        if (caller is not null && !AccessTable.Lists(method))
            return next(context);

        TrailersOnly.Write(context.Response, refusal.ToException());
        return Task.CompletedTask;
    }
}
