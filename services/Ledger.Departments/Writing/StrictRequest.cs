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
        RequestBytes.Keep(call, Bytes);
        return Message;
    }
}
