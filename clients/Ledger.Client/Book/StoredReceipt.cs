namespace Ledger.Client;

/// <summary>A receipt as it was verified.</summary>
/// <param name="LeafHash">Leaf hash of the entry, 32 bytes.</param>
/// <param name="Index">Position of the entry in the log.</param>
/// <param name="RecordId">The department's name for the record.</param>
/// <param name="RequestId">The client's request id, 32 bytes.</param>
/// <param name="Method">The call that wrote it.</param>
/// <param name="Entry">The entry's bytes.</param>
/// <param name="TlogProof">The proof file (C2SP tlog-proof).</param>
public sealed record StoredReceipt(
    byte[] LeafHash, ulong Index, string RecordId, byte[] RequestId, string Method, byte[] Entry, string TlogProof);
