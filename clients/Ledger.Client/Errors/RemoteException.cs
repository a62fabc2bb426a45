using Grpc.Core;

namespace Ledger.Client;

/// <summary>The service answered with an error of no more particular kind, such as "not found".</summary>
public sealed class RemoteException : LedgerException
{
    /// <summary>An error with its gRPC code.</summary>
    public RemoteException(StatusCode code, string detail, Exception? inner = null)
        : base(Text(code, "服务返回 ", "：", Part(detail, last: true)), Text(code, "the service answered ", ": ", Part(detail, last: false)), inner) => Code = code;

    /// <summary>The gRPC status code.</summary>
    public StatusCode Code { get; }

    /// <summary>What is not there needs no name of a status.</summary>
    private static string Text(StatusCode code, string answered, string colon, string detail) =>
        code == StatusCode.NotFound ? detail : $"{answered}{code}{colon}{detail}";

    private static string Part(string detail, bool last)
    {
        var parts = detail.Split(" | ");
        return parts.Length == 2 ? parts[last ? 1 : 0] : detail;
    }
}
