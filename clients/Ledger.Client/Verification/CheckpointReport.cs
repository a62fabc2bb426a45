using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>A verified checkpoint, and what the node that showed it says of itself.</summary>
/// <param name="Verdict">The checkpoint, valid and joined to those seen before.</param>
/// <param name="Alarms">Keys that signed two roots, as the node reports them, with what their notes prove under the policy.</param>
/// <param name="Conditions">What is not in order at the node, e.g. whose clock differs by how much; the node's word.</param>
public sealed record CheckpointReport(CheckpointVerdict Verdict, IReadOnlyList<ReportedAlarm> Alarms, IReadOnlyList<NodeCondition> Conditions);
