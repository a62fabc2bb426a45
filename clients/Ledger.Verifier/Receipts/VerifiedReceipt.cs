using Ledger.Log;
using Ledger.V1;

namespace Ledger.Verifier;

/// <summary>A receipt in which everything has been verified.</summary>
/// <param name="Entry">The entry's bytes as they stand in the log.</param>
/// <param name="LeafHash">Its leaf hash, 32 bytes.</param>
/// <param name="Index">Its position in the log.</param>
/// <param name="Payload">What was signed.</param>
/// <param name="Signer">Organisation whose key signed it.</param>
/// <param name="Checkpoint">The checkpoint that includes it, valid under the policy.</param>
/// <param name="TlogProof">The proof file (C2SP tlog-proof) that shows it to anyone.</param>
public sealed record VerifiedReceipt(
    byte[] Entry, byte[] LeafHash, ulong Index, Payload Payload, string Signer, Checkpoint Checkpoint, string TlogProof);
