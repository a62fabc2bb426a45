namespace Ledger.Fabric.Protocol;

/// <summary>A key of the state and its committed value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
public sealed record StateEntry(string Key, byte[] Value);
