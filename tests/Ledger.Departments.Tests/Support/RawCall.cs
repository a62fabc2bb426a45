using Grpc.Core;

namespace Ledger.Departments.Tests;

/// <summary>Calls with bytes as they are, well-formed or not.</summary>
internal static class RawCall
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static b => b, static b => b);

    public static async Task<byte[]> UnaryAsync(CallInvoker invoker, string method, byte[] request, Metadata? headers = null)
    {
        using var call = invoker.AsyncUnaryCall(Of(MethodType.Unary, method), null, new CallOptions(headers, cancellationToken: TestCity.Limit), request);
        return await call;
    }

    public static async Task<List<byte[]>> StreamAsync(CallInvoker invoker, string method, byte[] request)
    {
        using var call = invoker.AsyncServerStreamingCall(
            Of(MethodType.ServerStreaming, method), null, new CallOptions(cancellationToken: TestCity.Limit), request);
        var all = new List<byte[]>();
        await foreach (var message in call.ResponseStream.ReadAllAsync(TestCity.Limit))
            all.Add(message);

        return all;
    }

    private static Method<byte[], byte[]> Of(MethodType type, string method)
    {
        var parts = method.Split('/');
        return new(type, parts[1], parts[2], Bytes, Bytes);
    }
}
