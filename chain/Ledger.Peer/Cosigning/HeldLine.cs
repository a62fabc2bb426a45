using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>A cosignature as it is handed on, and verified.</summary>
internal sealed record HeldLine(Cosigned Cosigned, VerifiedSignature Signature);
