using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Ledger.Departments;

/// <summary>
/// Judges the caller of every call, of all four kinds, before the method runs, and again while a stream is open. Most refusals
/// come earlier, from <see cref="AccessFilter"/>; nothing rests on that.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by gRPC.")]
internal sealed class AccessInterceptor(AccessGate gate) : Interceptor
{
    private static readonly object Key = new();

    /// <summary>The caller of a call that passed.</summary>
    public static Caller CallerOf(ServerCallContext context)
        => context.UserState.TryGetValue(Key, out var caller) ? (Caller)caller
            : throw new InvalidOperationException("The call did not pass the access interceptor.");

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context);
        return continuation(request, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context);
        return continuation(requestStream, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context);
        return continuation(request, new JudgedStreamWriter<TResponse>(responseStream, () => Admit(context)), context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context);
        return continuation(requestStream, new JudgedStreamWriter<TResponse>(responseStream, () => Admit(context)), context);
    }

    private void Admit(ServerCallContext context)
    {
        if (!gate.Admits(context.Method, context.GetHttpContext().Connection.ClientCertificate, out var caller, out var refusal))
            throw refusal.ToException();

        if (caller is not null)
            context.UserState[Key] = caller;
    }
}
