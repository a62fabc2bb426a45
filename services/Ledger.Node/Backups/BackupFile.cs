namespace Ledger.Node;

/// <summary>One file of a backup.</summary>
/// <param name="Path">Its path within the backup, with <c>/</c> between folders.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256, lower-case hex.</param>
internal sealed record BackupFile(string Path, long Size, string Sha256);
