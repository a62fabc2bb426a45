namespace Ledger.State;

/// <summary>A tree node to be stored.</summary>
/// <param name="Key">
/// Version (8 bytes, big-endian), number of nibbles of the path (1 byte), the path, two nibbles a byte.
/// Keys of one version are neighbours, so writing version after version is appending.
/// </param>
/// <param name="Value">The encoded node, at most a few kilobytes with 32-byte values.</param>
public readonly record struct StateNode(byte[] Key, byte[] Value);
