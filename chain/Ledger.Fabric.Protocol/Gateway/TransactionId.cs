using System.Security.Cryptography;

namespace Ledger.Fabric.Protocol;

/// <summary>The id of a transaction: lower-case hexadecimal SHA-256 of nonce || creator, which both stand in its header.</summary>
public static class TransactionId
{
    /// <summary>Length of a nonce made here, in bytes.</summary>
    public const int NonceSize = 24;

    /// <summary>Computes an id.</summary>
    /// <param name="nonce">Random bytes.</param>
    /// <param name="creator">A <c>msp.SerializedIdentity</c>.</param>
    public static string Of(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> creator)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(nonce);
        hash.AppendData(creator);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
