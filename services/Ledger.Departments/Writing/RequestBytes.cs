using Grpc.Core;

namespace Ledger.Departments;

/// <summary>The bytes of a call's request.</summary>
internal static class RequestBytes
{
    private static readonly object Key = new();

    /// <summary>Gives a call the bytes that its request came in.</summary>
    public static void Keep(ServerCallContext call, byte[] bytes) => call.UserState[Key] = bytes;

    /// <summary>The bytes that the request of a call came in.</summary>
    /// <exception cref="InvalidOperationException">The call's method does not read requests in their one encoding.</exception>
    public static byte[] Of(ServerCallContext call)
        => call.UserState.TryGetValue(Key, out var bytes) ? (byte[])bytes
            : throw new InvalidOperationException($"{call.Method} does not read its requests in their one encoding.");
}
