using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>What is not in order at a peer at present, as it is shown to members, administrators and other nodes.</summary>
public static class ConditionMessages
{
    /// <summary>Every condition, what keeps the node from its work first.</summary>
    /// <param name="peer">Whose conditions.</param>
    /// <param name="records">The records of its department.</param>
    public static IEnumerable<NodeCondition> Of(Peer peer, DepartmentRecords records)
    {
        ArgumentNullException.ThrowIfNull(peer);
        ArgumentNullException.ThrowIfNull(records);
        return peer.Conditions.Concat(records.Conditions).Select(condition => new NodeCondition
        {
            Code = condition.Code,
            MessageZh = condition.Reason.Chinese,
            MessageEn = condition.Reason.English,
        });
    }
}
