using Ledger.Log;
using Ledger.V1;

namespace Ledger.Verifier;

/// <summary>A page of the world state, or its absence, proved under a checkpoint.</summary>
/// <param name="Key">The page's key.</param>
/// <param name="Page">The page; null when it is proved absent.</param>
/// <param name="Seal">The seal whose state root holds it.</param>
/// <param name="Checkpoint">The checkpoint that ends with the seal.</param>
public sealed record VerifiedPage(string Key, Page? Page, Seal Seal, Checkpoint Checkpoint);
