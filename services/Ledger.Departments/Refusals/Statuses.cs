using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Ledger.Departments;

/// <summary>Refusals as <c>google.rpc.Status</c> with typed details.</summary>
internal static class Statuses
{
    /// <summary>A refusal with details.</summary>
    public static RpcException Refuse(StatusCode code, string message, params IEnumerable<IMessage> details)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        status.Details.AddRange(details.Select(Any.Pack));
        return status.ToRpcException();
    }

    /// <summary>A refusal that asks to try again.</summary>
    public static RpcException Retry(StatusCode code, string message, TimeSpan delay, params IEnumerable<IMessage?> details)
        => Refuse(code, message, [new Google.Rpc.RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }, .. details.OfType<IMessage>()]);
}
