using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Log;

namespace Ledger.Fabric.Protocol;

/// <summary>What every step of a gateway shares: the peer's services, the identity and its signer, deadlines and the translation of errors.</summary>
internal sealed class GatewaySession(CallInvoker calls, FabricIdentity identity, ISigningKey? signer, GatewayOptions options)
{
    public Protos.Gateway.GatewayClient Gateway { get; } = new(calls);

    public Protos.Deliver.DeliverClient Deliver { get; } = new(calls);

    public FabricIdentity Identity { get; } = identity;

    public GatewayOptions Options { get; } = options;

    public MemberCache Members { get; } = new();

    public static byte[] Digest(ByteString message) => SHA256.HashData(message.Span);

    /// <summary>Signs a message with the gateway's signer; a signature that the caller brought is kept.</summary>
    public ByteString Sign(ByteString message, ByteString present)
    {
        if (!present.IsEmpty)
            return present;

        return signer is null
            ? throw new InvalidOperationException("This gateway has no signer: have the Digest signed elsewhere and bring the signature with WithSignature.")
            : UnsafeByteOperations.UnsafeWrap(DerSignature.Of(signer.SignDigest(Digest(message))));
    }

    public static ByteString LowS(ReadOnlySpan<byte> signature) => UnsafeByteOperations.UnsafeWrap(DerSignature.WithLowS(signature));

    /// <summary>Makes a unary call; a gRPC error becomes the step's own, the caller's cancellation stays one.</summary>
    public static async Task<T> CallAsync<T>(
        Func<CallOptions, AsyncUnaryCall<T>> call,
        CallSettings? settings,
        TimeSpan timeout,
        Func<RpcException, GatewayException> translate,
        CancellationToken ct)
    {
        try
        {
            using var active = call(Limits(settings, settings?.Timeout ?? timeout, ct));
            return await active.ResponseAsync;
        }
        catch (RpcException e) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Status.Detail, e, ct);
        }
        catch (RpcException e)
        {
            throw translate(e);
        }
    }

    // Deadlines are measured by gRPC on the machine's clock, so they are set by it.
    public static CallOptions Limits(CallSettings? settings, TimeSpan? timeout, CancellationToken ct) =>
        new(settings?.Headers, timeout is { } limit ? TimeProvider.System.GetUtcNow().UtcDateTime + limit : null, ct);
}
