using Ledger.Chain;
using Ledger.Log;

namespace Ledger.Peers;

/// <summary>What keeps a peer from its work, for every member: blocks and states, never what an envelope holds; its own status says more.</summary>
internal static class PeerConditions
{
    /// <summary>Everything but its clocks.</summary>
    public static IEnumerable<PeerCondition> Of(PeerStatus status, OutageReason? disk, StandingReport standing, BlockInfo head)
    {
        if (status.MayEnd)
        {
            yield return new("block.refused", new(
                FormattableString.Invariant(
                    $"ordering shows a block {status.Block} that the rules refuse and no quorum signed; the node waits at block {head.Number}, asks ordering again and goes on once the right one comes; its status names envelope and rule"),
                FormattableString.Invariant($"排序给出的区块 {status.Block} 被规则拒绝且无法定数签署；本节点停在区块 {head.Number} 并继续询问，收到正确区块后自行恢复；信封与规则见节点状态")));
        }
        else if (status.State != PeerState.Running)
        {
            yield return new("peer.stopped", new(
                FormattableString.Invariant($"the node has stopped at block {head.Number} ({status.State}) and needs its operator; its status says why"),
                FormattableString.Invariant($"本节点停在区块 {head.Number}（{status.State}），须由运维处理；原因见节点状态")));
        }

        if (disk is not null)
        {
            // Without what the disk said: that names the node's folders.
            yield return new("peer.disk", new(
                FormattableString.Invariant(
                    $"the node's disk takes nothing; it waits at block {head.Number}, orders and signs nothing, and goes on by itself once there is space and the disk is well; its status says since when"),
                FormattableString.Invariant($"本节点磁盘无法写入；停在区块 {head.Number}，不排序、不签名，磁盘恢复后自动继续；起始时间见节点状态")));
        }

        if (standing.State == StandingState.Behind)
        {
            yield return new("standing.behind", new(
                FormattableString.Invariant(
                    $"the node is behind: block {standing.Target} was signed, it stands at block {head.Number}; it catches up before it orders or signs"),
                FormattableString.Invariant($"本节点落后：区块 {standing.Target} 已签署，本节点在区块 {head.Number}；补齐之前不排序、不签名")));
        }
        else if (standing.State == StandingState.Asking)
        {
            yield return new("standing.asking", new(
                "after its start the node asks the other members how far its keys had signed; until enough have answered it neither orders nor signs",
                "本节点启动后正在向其他成员询问其密钥此前签署到何处；在得到足够答复之前不排序、不签名"));
        }
    }
}
