using System.Globalization;
using System.Text;
using Grpc.Core;
using Ledger.Fabric.Protocol;
using Ledger.Log;

namespace Ledger.Fabric;

/// <summary>Says of a failed step through Fabric who failed: this side, the own peer, an endorser, or ordering behind the peer.</summary>
/// <param name="channel">The channel, for messages.</param>
/// <param name="gateway">The department's identity at its own peer.</param>
/// <param name="ownFault">What is known to be wrong on this side.</param>
internal sealed class FailureReason(string channel, Gateway gateway, Func<OutageReason?> ownFault)
{
    // Of what other organisations' nodes say: it goes through logs and to callers.
    private const int MaxText = 512;
    private const int MaxNodes = 6;

    private string Peer => $"{gateway.PeerAddress} ({gateway.Identity.MspId})";

    /// <summary>Why a step failed.</summary>
    public OutageReason Of(GatewayException error)
    {
        if (ownFault() is { } own)
            return own;

        if (error.TransportWords is { } why)
        {
            return new(
                $"this department's Fabric peer {Peer} can't be reached: {why}",
                $"联系不上本部门的 Fabric 节点 {Peer}：{why}");
        }

        var said = Said(error);
        return error switch
        {
            SubmitException => new(
                $"Fabric's orderers did not take a transaction of channel {channel} in, says peer {Peer}: {said}",
                $"Fabric 排序节点未受理通道 {channel} 的交易（据节点 {Peer}）：{said}"),
            EndorseException => new(
                $"a transaction of channel {channel} was not endorsed by all it needs, says peer {Peer}: {said}",
                $"通道 {channel} 的交易未得到所需的全部背书（据节点 {Peer}）：{said}"),
            _ => new(
                $"this department's Fabric peer {Peer} refused: {said}",
                $"本部门的 Fabric 节点 {Peer} 拒绝：{said}"),
        };
    }

    /// <summary>A transaction that ordering took in did not show up in a block.</summary>
    public OutageReason Unseen(string transactionId, TimeSpan waited) => ownFault() ?? new(
        string.Create(CultureInfo.InvariantCulture,
            $"transaction {transactionId}, handed to the orderers of Fabric channel {channel}, showed up in no block of peer {Peer} within {waited.TotalSeconds:0} s: ordering cuts no blocks, or they do not reach the peer"),
        string.Create(CultureInfo.InvariantCulture,
            $"交易 {transactionId} 已交给通道 {channel} 的排序节点，但 {waited.TotalSeconds:0} 秒内未出现在节点 {Peer} 的区块中：排序未出块，或区块未到达该节点"));

    /// <summary>Something of this channel that needs no translation by step.</summary>
    public OutageReason Plain(string english, string chinese)
        => ownFault() ?? new($"Fabric channel {channel}, peer {Peer}: {english}", $"Fabric 通道 {channel}、节点 {Peer}：{chinese}");

    private static string Said(GatewayException error)
    {
        var text = new StringBuilder(Cut((error.InnerException as RpcException)?.Status.Detail ?? error.Message));
        foreach (var detail in error.Details.Take(MaxNodes))
            text.Append("; ").Append(Cut($"{detail.Address} ({detail.MspId}): {detail.Message}"));

        return text.ToString();
    }

    private static string Cut(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= MaxText ? line : $"{line.AsSpan(0, char.IsHighSurrogate(line[MaxText - 1]) ? MaxText - 1 : MaxText)}…";
    }
}
