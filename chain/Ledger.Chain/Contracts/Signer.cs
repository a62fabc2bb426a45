using Ledger.V1;

namespace Ledger.Chain;

/// <summary>Who signed the envelope, by the ledger's own <c>sys/</c> pages.</summary>
/// <param name="Member">The organisation whose certificate carries the key.</param>
/// <param name="KeyId">First 16 bytes of SHA-256 of the key's SubjectPublicKeyInfo.</param>
public sealed record Signer(Member Member, byte[] KeyId);
