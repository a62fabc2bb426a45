using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>What is not in order with the clocks a peer depends on.</summary>
internal static class ClockConditions
{
    /// <summary>Everything, what keeps the peer from its work first.</summary>
    public static IEnumerable<PeerCondition> Of(PeerOptions options, ClockComparison? comparison, BlockInfo head, LiveIntake intake)
    {
        if (comparison?.Reason is { } reason)
            yield return new(comparison.IsKnown ? "clock.own" : "clock.unknown", reason);

        if (intake.Waiting is { } waiting)
        {
            yield return new("clock.block", new(
                $"{waiting.Reason.English}: it is executed once this node's clock is there or a quorum has signed it; if the clock of ordering is wrong, put it right and move ordering to another node",
                $"{waiting.Reason.Chinese}：待本节点时钟到达该时间或法定数已签署后执行；若排序节点时钟有误，请更正并将排序移至其他节点"));
        }

        if (intake.Late is { } late)
            yield return new("clock.late", late.Reason);

        foreach (var clock in comparison?.Others.Where(clock => !clock.IsRight) ?? [])
            yield return new("clock.member", ClockComparison.Describe(clock));

        var now = options.Time.GetUtcNow();
        if (head.TimeMs > (ulong)Math.Max(0, now.ToUnixTimeMilliseconds()) + EnvelopeJudge.FreshnessMs)
        {
            yield return new("clock.seal", new(
                $"the newest seal is dated {ChainFindings.Time(head.TimeMs)}, ahead of this node's clock ({ChainFindings.Time((ulong)Math.Max(0, now.ToUnixTimeMilliseconds()))})",
                $"最新封印的时间为 {ChainFindings.Time(head.TimeMs)}，晚于本节点时钟（{ChainFindings.Time((ulong)Math.Max(0, now.ToUnixTimeMilliseconds()))}）"));
        }
    }
}
