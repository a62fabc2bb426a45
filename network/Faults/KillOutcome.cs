namespace Ledger.Network;

/// <summary>One kill and what was found after the restart.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Killed">Departments whose node was killed, the ordering one first; or a node of Fabric.</param>
/// <param name="Acknowledged">Acts acknowledged before the kill.</param>
/// <param name="Restart">From the kill until the last node served again.</param>
/// <param name="Block">Newest block, with the quorum, after every record was resolved.</param>
/// <param name="Receipts">Receipts fetched anew and verified, all acknowledged so far.</param>
internal sealed record KillOutcome(int Number, IReadOnlyList<string> Killed, int Acknowledged, TimeSpan Restart, ulong Block, int Receipts);
