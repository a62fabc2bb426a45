namespace Ledger.Node;

/// <summary>What a node that runs answers.</summary>
/// <param name="Manifest">The backup made; null when it was not.</param>
/// <param name="Faults">Why it was not.</param>
internal sealed record BackupReply(BackupManifest? Manifest, IReadOnlyList<NodeFault> Faults);
