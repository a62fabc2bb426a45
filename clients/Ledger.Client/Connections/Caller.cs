using Google.Protobuf;
using Grpc.Core;
using Ledger.Log;

namespace Ledger.Client;

/// <summary>Makes gRPC calls: exact bytes, metadata, deadline, attempts, and faults as <see cref="LedgerException"/>.</summary>
internal sealed class Caller(DepartmentChannels channels, RetryOptions retry, TimeProvider clock)
{
    private const string VerifiedSizeHeader = "ledger-verified-size";

    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(static bytes => bytes, static bytes => bytes);

    /// <summary>Sends a signed request until it is answered; every attempt has the same bytes.</summary>
    /// <param name="request">What was signed.</param>
    /// <param name="verifiedSize">Size of the checkpoint verified last; 0 = none. Asked anew for each attempt.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    public Task<TReply> SendAsync<TReply>(SignedRequest request, Func<ulong> verifiedSize, CancellationToken cancellationToken)
        where TReply : class, IMessage<TReply>, new()
    {
        var method = Unary<byte[], TReply>(request.Method, Raw);
        return RepeatAsync(request.Department, method, request.Bytes, () => Metadata(request, verifiedSize()), cancellationToken);
    }

    /// <summary>Makes a call that changes nothing.</summary>
    public Task<TReply> ReadAsync<TRequest, TReply>(string department, string path, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new() =>
        RepeatAsync(department, Unary<TRequest, TReply>(path, ProtobufOf<TRequest>()), request, static () => [], cancellationToken);

    /// <summary>Opens a server stream once; the caller knows how to go on after a break.</summary>
    public async IAsyncEnumerable<TReply> StreamAsync<TRequest, TReply>(
        string department, string path, TRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new()
    {
        var method = new Method<TRequest, TReply>(
            MethodType.ServerStreaming, ServiceOf(path), NameOf(path), ProtobufOf<TRequest>(), ProtobufOf<TReply>());
        using var call = channels.Invoker(department)
            .AsyncServerStreamingCall(method, host: null, new CallOptions(cancellationToken: cancellationToken), request);
        while (true)
        {
            try
            {
                if (!await call.ResponseStream.MoveNext(cancellationToken))
                    yield break;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(e.Message, e, cancellationToken);
            }
            catch (RpcException e)
            {
                throw StatusReader.ToException(e, channels.Address(department), department);
            }

            yield return call.ResponseStream.Current;
        }
    }

    /// <summary>Waits before going on after a break, longer each time.</summary>
    public Task PauseAsync(int attempt, CancellationToken cancellationToken) =>
        Task.Delay(retry.PauseAfter(attempt), clock, cancellationToken);

    private static Metadata Metadata(SignedRequest request, ulong verifiedSize)
    {
        var metadata = new Metadata
        {
            { RequestSignature.SignatureHeader, request.Signature },
            { RequestSignature.OperatorHeader, request.Operator },
        };
        if (verifiedSize > 0)
            metadata.Add(VerifiedSizeHeader, verifiedSize.ToString(provider: null));

        return metadata;
    }

    private async Task<TReply> RepeatAsync<TRequest, TReply>(
        string department, Method<TRequest, TReply> method, TRequest request, Func<Metadata> metadata, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var options = new CallOptions(metadata(), clock.GetUtcNow().UtcDateTime + retry.Deadline, cancellationToken);
                using var call = channels.Invoker(department).AsyncUnaryCall(method, host: null, options, request);
                return await call.ResponseAsync;
            }
            catch (RpcException e) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(e.Message, e, cancellationToken);
            }
            catch (RpcException e) when (attempt < retry.Attempts && MayRepeat(e))
            {
                await PauseAsync(attempt, cancellationToken);
            }
            catch (RpcException e)
            {
                throw StatusReader.ToException(e, channels.Address(department), department);
            }
        }
    }

    private static bool MayRepeat(RpcException fault) =>
        fault.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded || StatusReader.AsksToRetry(fault);

    private static Method<TRequest, TReply> Unary<TRequest, TReply>(string path, Marshaller<TRequest> marshaller)
        where TReply : class, IMessage<TReply>, new() =>
        new(MethodType.Unary, ServiceOf(path), NameOf(path), marshaller, ProtobufOf<TReply>());

    private static string ServiceOf(string path) => path[1..path.LastIndexOf('/')];

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static Marshaller<T> ProtobufOf<T>()
        where T : IMessage<T>, new() => ProtobufMarshaller<T>.Instance;
}
