using Ledger.V1;

namespace Ledger.Chain;

/// <summary>An entry of a block that was executed.</summary>
/// <param name="Bytes">The entry.</param>
/// <param name="LeafHash">Its leaf hash, 32 bytes.</param>
/// <param name="Writes">Keys it wrote, with the hashes of their pages.</param>
/// <param name="WriteHash">SHA-256 of <paramref name="Writes"/>.</param>
internal sealed record SealedEntry(byte[] Bytes, byte[] LeafHash, WriteSet Writes, byte[] WriteHash);
