using Google.Protobuf;
using Ledger.Acts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>
/// Compares what a receipt proves with what was asked for: with the very bytes that the operator signed, whether the caller still
/// waits or only a draft is left, as after a restart.
/// </summary>
internal static class ReceiptCheck
{
    private static readonly Dictionary<string, Func<byte[], IReadOnlyList<IMessage>>> Acts = new(StringComparer.Ordinal)
    {
        [TransactionClient.WritePath] = static bytes => TransactionWriteRequest.Parser.ParseFrom(bytes).Acts,
        [TaxClient.WritePath] = static bytes => TaxWriteRequest.Parser.ParseFrom(bytes).Acts,
        [RegistrationClient.WritePath] = static bytes => RegistrationWriteRequest.Parser.ParseFrom(bytes).Acts,
    };

    /// <summary>Throws unless the payload is what the request asked for.</summary>
    /// <exception cref="UntrustedReplyException">It is not, or the method is unknown.</exception>
    public static void Compare(SignedRequest signed, Payload payload)
    {
        if (signed.Method == FinanceClient.SubmitPath)
        {
            SamePayload(Canonical.Parse<Envelope>(SubmitRequest.Parser.ParseFrom(signed.Bytes).Envelope.Span), payload);
        }
        else if (signed.Method is AdministrationClient.ProposePath or AdministrationClient.ApprovePath)
        {
            SameEvent(AdministrationClient.Asked(signed), payload);
        }
        else if (Acts.TryGetValue(signed.Method, out var acts))
        {
            AskedEvents.Compare(AskedAct.Of(acts(signed.Bytes)), signed, payload);
        }
        else
        {
            throw new UntrustedReplyException(new LogFault("request.method", $"the request's method {signed.Method} is unknown", $"请求的方法 {signed.Method} 未知"));
        }
    }

    private static void SameEvent(Event asked, Payload payload)
    {
        if (payload.Events is not [var only] || !only.Equals(asked))
            throw new UntrustedReplyException(new LogFault("act.differs", "the receipt is of another event than the one asked for", "回执所证明的不是所请求的事件"));
    }

    private static void SamePayload(Envelope envelope, Payload payload)
    {
        if (!payload.ToByteString().Equals(envelope.Payload))
            throw new UntrustedReplyException(new LogFault("act.differs", "the receipt is of another payload than the one signed", "回执所证明的不是所签名的载荷"));
    }
}
