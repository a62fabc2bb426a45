namespace Ledger.Log;

/// <summary>
/// A private key, wherever it is kept: in memory, in a token, in a machine made for keys. All that is signed, envelopes,
/// requests, notes and what Fabric wants signed, is signed through it. Safe for use by several threads.
/// </summary>
public interface ISigningKey
{
    /// <summary>What is signed, and how signature and public key are written.</summary>
    SigningAlgorithm Algorithm { get; }

    /// <summary>The public key.</summary>
    ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Signs these bytes.</summary>
    /// <param name="bytes">What the algorithm signs.</param>
    byte[] Sign(ReadOnlySpan<byte> bytes);
}
