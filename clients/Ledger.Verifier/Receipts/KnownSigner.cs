using Ledger.Log;

namespace Ledger.Verifier;

/// <summary>A key that may sign envelopes.</summary>
/// <param name="Organisation">Whose it is, e.g. <c>registration</c> or <c>bank-a</c>.</param>
/// <param name="Key">The public key.</param>
public sealed record KnownSigner(string Organisation, SignerKey Key);
