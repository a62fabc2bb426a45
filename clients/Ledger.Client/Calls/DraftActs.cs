using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>Compares a receipt with a request of which only method and bytes are left, as after a restart.</summary>
internal static class DraftActs
{
    private static readonly Dictionary<string, WriteMethod> Methods = new List<WriteMethod>(
        [.. TransactionClient.Methods, .. TaxClient.Methods, .. RegistrationClient.Methods])
        .ToDictionary(method => method.Path, StringComparer.Ordinal);

    /// <summary>Throws unless the payload is what the request asked for.</summary>
    /// <exception cref="UntrustedReplyException">It is not, or the method is unknown.</exception>
    public static void Compare(SignedRequest signed, Payload payload)
    {
        if (signed.Method == FinanceClient.SubmitPath)
        {
            FinanceClient.SamePayload(Canonical.Parse<Envelope>(SubmitRequest.Parser.ParseFrom(signed.Bytes).Envelope.Span), payload);
        }
        else if (Methods.TryGetValue(signed.Method, out var method))
        {
            LedgerCalls.Compare(() => method.ActsOf(signed), payload);
        }
        else
        {
            throw new UntrustedReplyException(new LogFault("draft.method", $"the draft's method {signed.Method} is unknown", $"草稿的方法 {signed.Method} 未知"));
        }
    }
}
