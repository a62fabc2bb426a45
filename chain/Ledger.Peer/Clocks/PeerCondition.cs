using Ledger.Log;

namespace Ledger.Peers;

/// <summary>Something about a node that is not in order at present, or keeps it from signing; gone when its cause is.</summary>
/// <param name="Code">Stable and lower case: <c>block.refused</c>, <c>peer.stopped</c>, <c>peer.disk</c>,
/// <c>standing.behind</c>, <c>standing.asking</c>, <c>clock.own</c>, <c>clock.unknown</c>, <c>clock.member</c>,
/// <c>clock.block</c>, <c>clock.late</c>, <c>clock.seal</c>; of the department behind the peer <c>records.missing</c>.</param>
/// <param name="Reason">What it is, whose values differ and by how much, and what ends it.</param>
public sealed record PeerCondition(string Code, OutageReason Reason);
