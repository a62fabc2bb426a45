using Google.Protobuf;
using Ledger.Acts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>Compares a receipt with a request of which only method and bytes are left, as after a restart.</summary>
internal static class DraftCheck
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
            FinanceClient.SamePayload(Canonical.Parse<Envelope>(SubmitRequest.Parser.ParseFrom(signed.Bytes).Envelope.Span), payload);
        }
        else if (Acts.TryGetValue(signed.Method, out var acts))
        {
            AskedEvents.Compare(AskedAct.Of(acts(signed.Bytes)), signed, payload);
        }
        else
        {
            throw new UntrustedReplyException(new LogFault("draft.method", $"the draft's method {signed.Method} is unknown", $"草稿的方法 {signed.Method} 未知"));
        }
    }
}
