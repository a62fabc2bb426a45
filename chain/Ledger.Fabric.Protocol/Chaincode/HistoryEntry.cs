namespace Ledger.Fabric.Protocol;

/// <summary>One committed change of a key.</summary>
/// <param name="TransactionId">The transaction that changed it.</param>
/// <param name="Value">The value it wrote; empty for a deletion.</param>
/// <param name="Timestamp">Time in that transaction's header, its client's clock; null when the peer gave none.</param>
/// <param name="IsDelete">It removed the key.</param>
public sealed record HistoryEntry(string TransactionId, byte[] Value, DateTimeOffset? Timestamp, bool IsDelete);
