using Ledger.Verifier;

namespace Ledger.Network;

/// <summary>An act that a department acknowledged with a receipt.</summary>
/// <param name="User">Whose client got it.</param>
/// <param name="Receipt">The verified receipt, with the checkpoint it was first proved in.</param>
internal sealed record AcknowledgedWrite(string User, VerifiedReceipt Receipt);
