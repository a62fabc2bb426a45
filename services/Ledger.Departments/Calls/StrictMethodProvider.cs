using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace Ledger.Departments;

/// <summary>
/// Binds the methods of a service with a reader of its own: requests are taken in their one encoding only, because the
/// operator signs bytes and the record store keeps them. The generated reader would hide unknown fields and take
/// duplicates.
/// </summary>
internal sealed class StrictMethodProvider<T>(T service, StrictBinding<T> binding) : IServiceMethodProvider<StrictService<T>>
    where T : class
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<StrictService<T>> context) => binding.Bind(new Binder(context), service);

    private sealed class Binder(ServiceMethodProviderContext<StrictService<T>> context) : ServiceBinderBase
    {
        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
            => context.AddUnaryMethod(Strict(method), [], (_, request, call) => handler!(request.Enter(call), call));

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
            => context.AddServerStreamingMethod(Strict(method), [], (_, request, stream, call) => handler!(request.Enter(call), stream, call));

        // No request of theirs is signed: a service that gains such a method says first how its requests are read.
        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
            => throw new NotSupportedException($"{method.FullName} streams requests; only single requests are read in their one encoding.");

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
            => throw new NotSupportedException($"{method.FullName} streams requests; only single requests are read in their one encoding.");

        private static Method<StrictRequest<TRequest>, TResponse> Strict<TRequest, TResponse>(Method<TRequest, TResponse> method)
            where TRequest : class
            where TResponse : class
        {
            var reader = StrictReader.For<TRequest>();
            return new(
                method.Type,
                method.ServiceName,
                method.Name,
                Marshallers.Create((request, context) => method.RequestMarshaller.ContextualSerializer(request.Message, context), reader),
                method.ResponseMarshaller);
        }
    }
}
