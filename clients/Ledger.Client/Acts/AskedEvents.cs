using Ledger.Acts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>The events that acts must become: made by this program's own copy of their forms from its own request, whatever the department says.</summary>
internal static class AskedEvents
{
    private static readonly NothingKnown Nothing = new();

    /// <summary>Throws unless a payload holds exactly what was asked for, as far as that can be known without tokens.</summary>
    /// <param name="acts">What was asked for.</param>
    /// <param name="signed">The request that asked.</param>
    /// <param name="payload">What is on the ledger.</param>
    /// <exception cref="UntrustedReplyException">It holds something else; every difference is named.</exception>
    public static void Compare(IReadOnlyList<AskedAct> acts, SignedRequest signed, Payload payload)
    {
        var differences = ActComparison.Differences([.. Of(acts, signed, Nothing).Select(static act => act.Body)], payload, withTokens: false);
        if (differences.Count > 0)
            throw ActComparison.Refusal(differences);
    }

    /// <summary>The events.</summary>
    /// <param name="acts">What was asked for.</param>
    /// <param name="signed">The request that asked.</param>
    /// <param name="salts">What they are blinded with, as far as it is known.</param>
    /// <exception cref="UntrustedReplyException">The request has a fault, and yet the department did as it says.</exception>
    public static IReadOnlyList<BuiltAct> Of(IReadOnlyList<AskedAct> acts, SignedRequest signed, ISalts salts)
    {
        // Whether a day has come the department's clock has said; this one may be behind it.
        var scope = new ActScope(Nothing, salts, Day.Last, signed.RequestHash, signed.Operator);
        List<BuiltAct> built = [.. acts.Select(scope.Build)];
        return scope.Faults is { Any: true, All: [var fault, ..] }
            ? throw new UntrustedReplyException(new LogFault(
                "act.unreadable",
                $"the request was accepted although it cannot be read: {fault.Field}: {fault.MessageEn}",
                $"请求无法读取却被接受：{fault.Field}：{fault.MessageZh}"))
            : built;
    }
}
