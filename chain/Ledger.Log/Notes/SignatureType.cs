namespace Ledger.Log;

/// <summary>Signature types of C2SP signed-note that this library verifies; others are refused when a key is parsed.</summary>
public enum SignatureType : byte
{
    /// <summary>No type; never in a key.</summary>
    None = 0,

    /// <summary>Ed25519 over the note's text: a log's signature.</summary>
    Ed25519 = 0x01,

    /// <summary>Ed25519 over time and text: a cosignature (C2SP tlog-cosignature).</summary>
    Cosignature = 0x04,
}
