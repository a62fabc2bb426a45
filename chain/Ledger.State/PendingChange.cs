namespace Ledger.State;

/// <summary>A change with the place of its key.</summary>
internal readonly record struct PendingChange(Hash256 KeyHash, byte[] Key, byte[]? Value);
