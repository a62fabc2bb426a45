using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Ledger.Departments;

/// <summary>A gRPC answer that is a status and nothing else ("trailers-only" in gRPC over HTTP/2).</summary>
internal static class TrailersOnly
{
    /// <summary>Answers with the status of an exception and its details.</summary>
    public static void Write(HttpResponse response, RpcException exception)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(exception);
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = ((int)exception.StatusCode).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(exception.Status.Detail);
        foreach (var trailer in exception.Trailers)
            response.Headers.Append(trailer.Key, trailer.IsBinary ? Convert.ToBase64String(trailer.ValueBytes) : trailer.Value);
    }
}
