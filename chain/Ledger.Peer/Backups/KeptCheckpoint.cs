namespace Ledger.Peers;

/// <summary>A signed file that was kept at a restore because it is newer than the backup's.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Block">Block it names.</param>
/// <param name="BackupBlock">Block the backup's names; null when it has none.</param>
public sealed record KeptCheckpoint(string File, ulong Block, ulong? BackupBlock);
