using Grpc.Core;

namespace Ledger.Departments;

/// <summary>A request with the bytes it came in, which are its one encoding: what its operator signed, and what is kept.</summary>
/// <param name="Message">The request.</param>
/// <param name="Bytes">Its bytes; nobody changes them.</param>
internal sealed record StrictRequest<TRequest>(TRequest Message, byte[] Bytes)
    where TRequest : class
{
    /// <summary>Gives a call the bytes of its request, and its handler the message.</summary>
    public TRequest Enter(ServerCallContext call)
    {
        call.UserState[StrictRequest.Key] = Bytes;
        return Message;
    }
}

/// <summary>The bytes of a call's request.</summary>
internal static class StrictRequest
{
    internal static readonly object Key = new();

    /// <summary>The bytes that the request of a call came in.</summary>
    /// <exception cref="InvalidOperationException">The call's method does not read requests in their one encoding.</exception>
    public static byte[] BytesOf(ServerCallContext call)
        => call.UserState.TryGetValue(Key, out var bytes) ? (byte[])bytes
            : throw new InvalidOperationException($"{call.Method} does not read its requests in their one encoding.");
}
