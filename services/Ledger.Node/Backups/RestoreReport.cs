using Ledger.Peers;

namespace Ledger.Node;

/// <summary>What a restore did.</summary>
/// <param name="Manifest">The backup put back; null when a restore cut short was finished, which puts back no other.</param>
/// <param name="Kept">What was found of what its keys signed.</param>
/// <param name="Records">Which record store stands.</param>
/// <param name="Aside">Folder of what was replaced.</param>
internal sealed record RestoreReport(BackupManifest? Manifest, KeptCheckpoints Kept, RestoredRecords Records, string Aside);
