namespace Ledger.Peers;

/// <summary>What a restore found of what a peer's keys signed.</summary>
/// <param name="Files">Signed files that were newer than the backup's and stay.</param>
/// <param name="Unreadable">Signed files of the replaced folder that nobody can read.</param>
/// <param name="IsAhead">Whether a key signed more than the restored store holds: it signs nothing until the store has come there.</param>
public sealed record KeptCheckpoints(IReadOnlyList<KeptCheckpoint> Files, IReadOnlyList<string> Unreadable, bool IsAhead);
