namespace Ledger.Peers;

/// <summary>One member's clock.</summary>
/// <param name="Organisation">The member.</param>
/// <param name="Off">How far it is ahead of the median of the members' clocks; below zero: behind it.</param>
public sealed record MemberClock(string Organisation, TimeSpan Off)
{
    /// <summary>Whether it is near enough to the median.</summary>
    public bool IsRight => Off.Duration() <= MemberClocks.Tolerance;
}
