using Google.Protobuf;
using Grpc.Core;

namespace Ledger.Departments.Tests;

/// <summary>Typed details of a refused call.</summary>
internal static class Details
{
    public static List<T> Of<T>(RpcException exception)
        where T : class, IMessage<T>, new()
        => [.. exception.GetRpcStatus()!.Details.Where(d => d.Is(new T().Descriptor)).Select(d => d.Unpack<T>())];

    public static async Task<RpcException> RefusedAsync(StatusCode code, Task call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.True(exception.StatusCode == code, $"{exception.Status}");
        return exception;
    }
}
