using Ledger.Log;

namespace Ledger.Peers;

/// <summary>How far a peer has come in learning what binds its keys.</summary>
/// <param name="State">Whether it may order and sign.</param>
/// <param name="Target">Block of the newest verified line above the head; null while none is known.</param>
/// <param name="Chinese">What it waits for and what to do; empty once it is reached.</param>
/// <param name="English">The same in English.</param>
public sealed record StandingReport(StandingState State, ulong? Target, string Chinese, string English)
{
    /// <summary>The same as a reason why nothing is ordered.</summary>
    public OutageReason Reason => new(English.TrimEnd('.'), Chinese.TrimEnd('。'));

    /// <summary>Nothing stands above the head.</summary>
    public static StandingReport Reached { get; } = new(StandingState.Reached, null, string.Empty, string.Empty);
}
