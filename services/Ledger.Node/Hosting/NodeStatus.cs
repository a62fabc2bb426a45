using System.Globalization;
using Google.Protobuf;
using Ledger.Departments;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Node;

/// <summary>How a node fares, for other nodes, administrators and health probes.</summary>
/// <param name="peer">Its peer.</param>
/// <param name="ordering">The ordering it follows.</param>
/// <param name="certificates">The certificates it depends on.</param>
/// <param name="records">The department's records.</param>
/// <param name="loops">What it does over and over.</param>
internal sealed class NodeStatus(Peer peer, OrderingPlace ordering, CertificateWatch certificates, DepartmentRecords records, NodeLoops loops)
{
    /// <summary>Whether blocks come in and are executed, and what is written here can be ordered once the others have answered.</summary>
    public bool IsFollowing => Describe().State is Following or Asking;

    /// <summary>Alarms, in words; empty when there is none.</summary>
    public string Alarms => string.Join("; ", peer.Cosigning.Alarms);

    /// <summary>Why it does not follow; empty while it does.</summary>
    public string Detail => Describe().English;

    /// <summary>The status as it stands.</summary>
    public NodeStatusReply Read()
    {
        var head = peer.Head;
        var (state, chinese, english) = Describe();
        var reply = new NodeStatusReply
        {
            Organisation = peer.Organisation,
            Block = head.Number,
            Size = head.Size,
            StateRoot = ByteString.CopyFrom(head.StateRoot),
            QuorumBlock = peer.Cosigning.QuorumBlock ?? 0,
            State = state,
            DetailZh = chinese,
            DetailEn = english,
            Orders = ordering.Embedded is not null,
            OpenRecords = (ulong)records.CountOpen(),
            TargetBlock = peer.Standing.Report.Target ?? 0,
        };
        reply.Alarms.AddRange(AlarmMessages.Of(peer));
        reply.Conditions.AddRange(ConditionMessages.Of(peer, records));
        reply.Conditions.AddRange(certificates.Ending.Select(static ends => new NodeCondition
        {
            Code = "certificate.ends",
            MessageZh = ends.Chinese,
            MessageEn = ends.English,
        }));
        return reply;
    }

    private OutageReason? Condition(string code) => peer.Conditions.FirstOrDefault(condition => condition.Code == code)?.Reason;

    private const string Following = "FOLLOWING";

    private const string Asking = "ASKING";

    private (string State, string Chinese, string English) Describe()
    {
        var status = peer.Status;
        return status.State switch
        {
            PeerState.Halted when status.MayEnd => ("HALTED", $"拒绝排序给出的区块，停在其前并继续询问，收到正确区块后自行恢复：{status.Description}", status.Description),
            PeerState.Halted => ("HALTED", $"拒绝下一区块，停在其前：{status.Description}", status.Description),
            PeerState.Diverged => ("DIVERGED", $"与多数节点的根不一致，不再签名：{status.Description}", status.Description),
            PeerState.Failed => ("FAILED", $"存储故障，修复后请重启节点：{status.Description}", $"{status.Description} Repair the storage and start the node again."),
            _ when peer.DiskOutage is { } disk => ("WAITING", $"{disk.Chinese}。", $"{disk.English}."),
            _ when Condition("clock.own") is { } clock => ("CLOCK", $"{clock.Chinese}。", $"{clock.English}."),
            _ when peer.Standing.Report is { State: StandingState.Behind } behind => ("BEHIND", behind.Chinese, behind.English),
            _ when loops.Ended is { Loop.IsVital: true } end => ("ENDED", end.Chinese, end.English),
            _ when certificates.Fault is { } fault => ("CERTIFICATE", $"{fault.Chinese}。", $"{fault.English}."),
            _ when ordering.Remote?.Outage is { } outage => ("WAITING", $"联系不上排序节点：{outage}", $"The ordering node can't be followed: {outage}"),
            _ when ordering.Fabric?.Outage is { } outage =>
                ("WAITING", $"无法跟随 Fabric 通道 {ordering.Name}：{outage}", $"Fabric channel {ordering.Name} can't be followed: {outage}"),
            _ when ordering.Fabric?.Setbacks is { } row => (
                "WAITING",
                string.Create(CultureInfo.InvariantCulture,
                    $"自 {row.Since.UtcDateTime:s}Z 起经 Fabric 通道 {ordering.Name} 提交均未成功（{row.Count} 次）：{row.Reason.Chinese}"),
                string.Create(CultureInfo.InvariantCulture,
                    $"Nothing gets through Fabric channel {ordering.Name} since {row.Since.UtcDateTime:s}Z ({row.Count} attempts): {row.Reason.English}")),
            _ when loops.Following.Row is { } row => (
                "WAITING",
                string.Create(CultureInfo.InvariantCulture, $"自 {row.Since.UtcDateTime:s}Z 起未能跟随排序（{row.Count} 次），将继续尝试：{row.Reason.Chinese}"),
                string.Create(CultureInfo.InvariantCulture,
                    $"Ordering could not be followed since {row.Since.UtcDateTime:s}Z ({row.Count} attempts), and is tried again: {row.Reason.English}")),
            _ when Condition("clock.block") is { } block => ("WAITING", $"{block.Chinese}。", $"{block.English}."),
            _ when peer.Standing.Report is { State: StandingState.Asking } asking => (Asking, asking.Chinese, asking.English),
            _ when Condition("clock.unknown") is { } unknown => (Asking, $"{unknown.Chinese}。", $"{unknown.English}."),
            _ when records.Outage is { } outage =>
                ("WAITING", $"记录库暂不可写，恢复后自动继续：{outage}", $"The record store takes nothing at the moment and goes on by itself once it can: {outage}"),
            _ when records.Missing is { } missing => (Following, missing.Chinese, missing.English),
            _ when loops.Ended is { } end => (Following, end.Chinese, end.English),
            _ => (Following, "", ""),
        };
    }
}
