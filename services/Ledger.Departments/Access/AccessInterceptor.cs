using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Ledger.Departments.Access;

/// <summary>Judges the caller of every call, of all four kinds, before the method runs.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by gRPC.")]
internal sealed class AccessInterceptor(CertificateJudge judge) : Interceptor
{
    private static readonly object Key = new();

    /// <summary>The caller of a call that passed.</summary>
    public static Caller CallerOf(ServerCallContext context)
        => context.UserState.TryGetValue(Key, out var caller) ? (Caller)caller : throw new InvalidOperationException("The call did not pass the access interceptor.");

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
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context);
        return continuation(request, new JudgedStreamWriter<TResponse>(responseStream, () => Admit(context)), context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context);
        return continuation(requestStream, new JudgedStreamWriter<TResponse>(responseStream, () => Admit(context)), context);
    }

    private void Admit(ServerCallContext context)
    {
        var allowed = AccessTable.Allowed(context.Method);
        var decision = judge.Judge(context.GetHttpContext().Connection.ClientCertificate);
        if (decision.Caller is { } caller)
        {
            context.UserState[Key] = caller;
            if ((allowed & caller.Kind) == CallerKind.None)
            {
                throw NotAllowed(context.Method, caller, allowed).ToException();
            }
        }
        else if (!allowed.HasFlag(CallerKind.Anonymous))
        {
            throw decision.Refusal!.ToException();
        }
    }

    private static AccessRefusal NotAllowed(string method, Caller caller, CallerKind allowed) => new(
        StatusCode.PermissionDenied,
        Convert.ToHexStringLower(caller.Fingerprint),
        $"成员 {caller.Member.Organisation} 的 {caller.Role} 证书（{caller.Kind}）不得调用 {method}；允许：{allowed}。",
        $"A certificate of member {caller.Member.Organisation} with role {caller.Role} ({caller.Kind}) may not call {method}; allowed: {allowed}.");
}
