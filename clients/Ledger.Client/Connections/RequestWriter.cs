using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>Completes a request's context, encodes it and signs it as the operator.</summary>
internal sealed class RequestWriter(string origin, Credentials credentials, TimeProvider clock)
{
    /// <summary>Largest request a department takes in unless it was configured otherwise, in bytes.</summary>
    public const int MaxRequestBytes = 1 << 20;

    private const int RequestIdSize = 32;
    private const int ContextField = 1;

    /// <summary>Signs a request. A context that already has an id is kept, so that a caller may name its own.</summary>
    /// <exception cref="InputException">It is larger than a department takes in; nothing was signed.</exception>
    public SignedRequest Write<TRequest>(string department, string method, TRequest request)
        where TRequest : IMessage<TRequest>, new()
    {
        var accessor = request.Descriptor.FindFieldByNumber(ContextField).Accessor;
        var context = (RequestContext?)accessor.GetValue(request) ?? new RequestContext();
        if (context.Id.IsEmpty)
            context.Id = UnsafeByteOperations.UnsafeWrap(RandomNumberGenerator.GetBytes(RequestIdSize));

        if (context.TimeMs == 0)
            context.TimeMs = (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds();

        accessor.SetValue(request, context);
        var size = request.CalculateSize();
        if (size > MaxRequestBytes)
        {
            throw new InputException([new InputFailure
            {
                Field = "request",
                MessageZh = $"请求有 {size} 字节，超过上限；请拆分或缩短文件内容，什么也没有发送",
                MessageEn = $"the request has {size} bytes, more than a department takes in; split it or shorten the document, nothing was sent",
                Expected = $"<= {MaxRequestBytes}",
            }]);
        }

        var bytes = request.ToByteArray();
        var hash = RequestText.Hash(origin, method, bytes);
        return new SignedRequest(
            department, method, context.Id.ToByteArray(), bytes, credentials.RequestSigner.SignDigest(hash), credentials.Operator, hash)
        {
            Input = RequestInput.Of(request),
            IsDryRun = context.DryRun,
        };
    }
}
