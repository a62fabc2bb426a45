namespace Ledger.Log;

/// <summary>How a key signs.</summary>
public enum SigningAlgorithm
{
    /// <summary>
    /// ECDSA on P-256. Signed is the SHA-256 of the message, 32 bytes; the signature is r || s, 64 bytes, its s high or low;
    /// the public key is SubjectPublicKeyInfo in DER.
    /// </summary>
    EcdsaP256,

    /// <summary>Ed25519 (RFC 8032). Signed is the message; the signature has 64 bytes, the public key 32.</summary>
    Ed25519,
}
