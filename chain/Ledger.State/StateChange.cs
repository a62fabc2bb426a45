namespace Ledger.State;

/// <summary>A new value for a key, or its removal.</summary>
/// <param name="Key">1 to 65,535 bytes.</param>
/// <param name="Value">1 to 65,535 bytes, or null to delete the key. Deleting a key that is absent changes nothing.</param>
/// <remarks>The ledger's own values are the 32-byte hashes of pages. The arrays must not change until the update they are for is done with.</remarks>
public readonly record struct StateChange(byte[] Key, byte[]? Value);
