namespace Ledger.Node;

/// <summary>What is asked of a node that runs.</summary>
/// <param name="To">Full path of the folder to be made.</param>
/// <param name="WithRecordKeys">Whether the keys of the records are to be copied.</param>
internal sealed record BackupRequest(string To, bool WithRecordKeys);
