using System.Security.Cryptography;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Checks what an operator signed of a request (formats.md 9).</summary>
internal sealed class RequestAuthenticator(string origin, TimeProvider time, DepartmentLimits limits)
{
    /// <summary>Length of a request id, in bytes.</summary>
    public const int IdSize = 32;

    /// <summary>Checks id and signature of a request.</summary>
    /// <param name="context">Field 1 of the request.</param>
    /// <param name="call">The call.</param>
    /// <param name="mayDryRun">Whether the call can be asked for its judgement alone.</param>
    /// <exception cref="RpcException">INVALID_ARGUMENT for a malformed context; UNAUTHENTICATED for a signature that does not hold.</exception>
    public SignedRequest Authenticate(RequestContext? context, ServerCallContext call, bool mayDryRun = false)
    {
        var caller = AccessInterceptor.CallerOf(call);
        var faults = new InputFaults();
        if (context is null)
        {
            faults.Missing("context");
        }
        else if (context.Id.Length != IdSize)
        {
            faults.Add("context.id", $"请求标识应为{IdSize}字节随机数，实为{context.Id.Length}字节", $"the request id has {context.Id.Length} bytes", $"{IdSize} random bytes");
        }
        else if (context.DryRun && !mayDryRun)
        {
            faults.Add("context.dry_run", "此调用不能试算", "this call has no dry run", "absent");
        }

        faults.ThrowIfAny();
        var signature = call.RequestHeaders.GetValueBytes(RequestSignature.SignatureHeader);
        var named = call.RequestHeaders.GetValueBytes(RequestSignature.OperatorHeader);
        if (signature is null || named is null)
        {
            throw Refuse(
                caller, "请求未签名", $"the request is not signed: metadata {RequestSignature.SignatureHeader} and {RequestSignature.OperatorHeader} are wanted");
        }

        if (!named.AsSpan().SequenceEqual(caller.Fingerprint))
        {
            throw Refuse(caller, "签名的操作员不是本连接的证书",
                $"the operator named ({Convert.ToHexStringLower(named.AsSpan(0, Math.Min(8, named.Length)))}…) is not the certificate of this connection");
        }

        var bytes = RequestBytes.Of(call);
        var hash = RequestText.Hash(origin, call.Method, bytes);
        if (!EcdsaSignature.HasLowS(signature))
            throw Refuse(caller, "签名不是64字节r||s，或s值过高", "the signature is not 64 bytes r || s with a low s");

        if (!caller.Key.VerifyHash(hash, signature))
            throw Refuse(caller, "操作员签名与请求不符", $"the operator's signature does not hold over this request to {call.Method} of {origin}");

        return new(caller, call.Method, bytes, signature, hash, SHA256.HashData(context!.Id.Span), context.TimeMs);
    }

    /// <summary>A first use must be of now: whoever finds an old signed request cannot use it.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: more than the tolerance off the clock.</exception>
    public void CheckFresh(SignedRequest request)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var off = Int128.Abs((Int128)request.TimeMs - now);
        if (off <= (Int128)limits.ClockTolerance.TotalMilliseconds)
            return;

        var faults = new InputFaults();
        faults.Add(
            "context.time_ms",
            $"请求时间{request.TimeMs}与本机时钟{now}相差{off}毫秒",
            $"the request's time {request.TimeMs} is {off} ms off this node's clock {now}",
            $"at most {limits.ClockTolerance.TotalMilliseconds} ms off; set the clock and send with a new id");
        throw faults.ToException();
    }

    private static RpcException Refuse(Caller caller, string zh, string en)
        => new AccessRefusal(StatusCode.Unauthenticated, Convert.ToHexStringLower(caller.Fingerprint), zh, en).ToException();
}
