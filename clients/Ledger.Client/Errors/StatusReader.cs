using Grpc.Core;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>Turns a gRPC status with its details (google.rpc.Status) into the exception that says it best.</summary>
internal static class StatusReader
{
    /// <summary>The service has no room now and asks to be called again; without that wish the message itself is what it has no room for.</summary>
    public static bool AsksToRetry(RpcException fault) =>
        fault.StatusCode == StatusCode.ResourceExhausted && (fault.GetRpcStatus()?.Details.Any(d => d.Is(Google.Rpc.RetryInfo.Descriptor)) ?? false);

    public static LedgerException ToException(RpcException fault, Uri address, string? department = null)
    {
        var details = fault.GetRpcStatus()?.Details ?? [];
        var rules = details.Where(d => d.Is(RuleFailure.Descriptor)).Select(d => d.Unpack<RuleFailure>()).ToList();
        var inputs = details.Where(d => d.Is(InputFailure.Descriptor)).Select(d => d.Unpack<InputFailure>()).ToList();
        var access = details.Where(d => d.Is(AccessFailure.Descriptor)).Select(d => d.Unpack<AccessFailure>()).ToList();
        var detail = fault.Status.Detail;
        return fault.StatusCode switch
        {
            _ when rules.Count > 0 => new RefusedException(rules, fault),
            _ when inputs.Count > 0 => new InputException(inputs, fault),
            _ when access.Count > 0 => new AccessException(access, fault),
            StatusCode.Unauthenticated or StatusCode.PermissionDenied =>
                new AccessException([new AccessFailure { MessageZh = detail, MessageEn = detail }], fault),
            StatusCode.InvalidArgument =>
                new InputException([new InputFailure { Field = "request", MessageZh = detail, MessageEn = detail }], fault),
            StatusCode.ResourceExhausted when AsksToRetry(fault) => new BusyException(detail, fault),
            StatusCode.ResourceExhausted when details.Any(d => d.Is(Google.Rpc.QuotaFailure.Descriptor)) =>
                new RemoteException(fault.StatusCode, detail, fault),
            StatusCode.ResourceExhausted => new InputException([TooLarge(detail)], fault),
            StatusCode.Unavailable when IsAnswer(fault) => new OutageException(address, detail, fault),
            StatusCode.Unavailable or StatusCode.DeadlineExceeded => new UnreachableException(address, Reason(fault), fault, department),
            _ => new RemoteException(fault.StatusCode, detail, fault),
        };
    }

    /// <summary>Whether the service itself says that it is unavailable; a status of the transport's making comes with an exception.</summary>
    private static bool IsAnswer(RpcException fault) => fault.Status is { DebugException: null, Detail.Length: > 0 };

    private static InputFailure TooLarge(string detail) => new()
    {
        Field = "request",
        MessageZh = $"服务不接受这样大的请求，再发也无用；请拆分或缩短：{detail}",
        MessageEn = $"the service does not take a request of this size, and sending it again is of no use; split or shorten it: {detail}",
    };

    /// <summary>The innermost message says more than gRPC's own, e.g. "Connection refused" or which root the chain lacks.</summary>
    private static string Reason(RpcException fault)
    {
        Exception inner = fault;
        while ((inner is RpcException rpc ? rpc.Status.DebugException ?? rpc.InnerException : inner.InnerException) is { } next)
            inner = next;

        return inner is RpcException ? fault.Status.Detail : inner.Message;
    }
}
