using Grpc.Core;

namespace Ledger.Client;

/// <summary>The service answered with an error of no more particular kind, such as "not found".</summary>
public sealed class RemoteException : LedgerException
{
    /// <summary>An error with its gRPC code.</summary>
    public RemoteException(StatusCode code, string detail, Exception? inner = null)
        : base($"服务返回 {code}：{detail}", $"the service answered {code}: {detail}", inner) => Code = code;

    /// <summary>The gRPC status code.</summary>
    public StatusCode Code { get; }
}
