using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>What a department would refuse of a request before any rule: told at once, at the field, without asking anybody.</summary>
public static class RequestCheck
{
    /// <summary>The faults of an act's request; pages are not known here.</summary>
    /// <param name="request">Request of the act.</param>
    /// <param name="now">What has happened did so by then.</param>
    public static IReadOnlyList<InputFailure> FaultsOf(IMessage request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        var nothing = new NothingKnown();
        var scope = new ActScope(nothing, nothing, Day.At((ulong)now.ToUnixTimeMilliseconds()), new byte[32], new byte[32]);
        scope.Build(AskedAct.Alone(request));
        return [.. scope.Faults.All];
    }
}
