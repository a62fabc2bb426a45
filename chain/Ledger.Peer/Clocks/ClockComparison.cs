using Ledger.Log;

namespace Ledger.Peers;

/// <summary>The members' clocks beside their median.</summary>
/// <param name="Own">This node's.</param>
/// <param name="Others">Those of the other members that have answered.</param>
/// <param name="IsKnown">Whether enough have answered.</param>
public sealed record ClockComparison(MemberClock Own, IReadOnlyList<MemberClock> Others, bool IsKnown)
{
    /// <summary>Whether this node may sign: its clock is right as far as the members' clocks tell, and enough of them are known.</summary>
    public bool MaySign => IsKnown && Own.IsRight;

    /// <summary>Every clock that is not right, this node's first.</summary>
    public IEnumerable<MemberClock> Wrong => Others.Prepend(Own).Where(clock => !clock.IsRight);

    /// <summary>Why this node signs nothing, and what to do; null when it may sign.</summary>
    public OutageReason? Reason
    {
        get
        {
            if (!IsKnown)
            {
                return new(
                    $"too few of the other members' nodes have told their clocks ({Others.Count}), so that nobody knows whether this node's is right",
                    $"告知时钟的其他成员节点过少（{Others.Count}个），无从判断本节点时钟是否正确");
            }

            return Own.IsRight ? null : new(
                $"this node's clock is {DurationText.English(Own.Off)} {Side(Own)} the median of the members' clocks{Listed()}; it signs nothing until its clock is put right",
                $"本节点时钟比各成员时钟的中位数{SideZh(Own)}{DurationText.Chinese(Own.Off)}；时钟恢复正确之前不签署任何内容");
        }
    }

    /// <summary>A member's clock in words.</summary>
    public static OutageReason Describe(MemberClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return new(
            $"the clock of {clock.Organisation} is {DurationText.English(clock.Off)} {Side(clock)} the median of the members' clocks",
            $"{clock.Organisation}的时钟比各成员时钟的中位数{SideZh(clock)}{DurationText.Chinese(clock.Off)}");
    }

    private string Listed() => Others.Count == 0 ? ""
        : $" ({string.Join(", ", Others.Select(other => $"{other.Organisation} {(other.IsRight ? "right" : $"{DurationText.English(other.Off)} {Side(other)}")}"))})";

    private static string Side(MemberClock clock) => clock.Off > TimeSpan.Zero ? "ahead of" : "behind";

    private static string SideZh(MemberClock clock) => clock.Off > TimeSpan.Zero ? "快" : "慢";
}
