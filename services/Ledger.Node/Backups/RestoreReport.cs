using Ledger.Chain;

namespace Ledger.Node.Backups;

/// <summary>What a restore did.</summary>
/// <param name="Manifest">The backup put back; null when a restore cut short was finished, which puts back no other.</param>
/// <param name="Kept">Signed files that were newer than the backup's, and stay.</param>
/// <param name="Unreadable">Signed files that nobody could read any more.</param>
/// <param name="Records">Which record store stands.</param>
/// <param name="Aside">Folder of what was replaced.</param>
internal sealed record RestoreReport(
    BackupManifest? Manifest, IReadOnlyList<KeptCheckpoint> Kept, IReadOnlyList<string> Unreadable, RestoredRecords Records, string Aside);
