using System.Security.Cryptography;

namespace Ledger.Fabric.Protocol;

/// <summary>Hashes that a membership may choose for its members' signatures and for the names of its paths.</summary>
internal static class SignatureHash
{
    /// <summary>That of members' signatures; null if the family is not known.</summary>
    public static HashAlgorithmName? OfFamily(string? family) => family switch
    {
        null or "" or "SHA2" => HashAlgorithmName.SHA256,
        "SHA3" => HashAlgorithmName.SHA3_256,
        _ => null,
    };

    /// <summary>That of paths; null if it is not known.</summary>
    public static HashAlgorithmName? OfPaths(string? name) => name switch
    {
        null or "" or "SHA256" => HashAlgorithmName.SHA256,
        "SHA384" => HashAlgorithmName.SHA384,
        "SHA3_256" => HashAlgorithmName.SHA3_256,
        "SHA3_384" => HashAlgorithmName.SHA3_384,
        _ => null,
    };

    /// <summary>The hash of parts one after the other.</summary>
    /// <exception cref="PlatformNotSupportedException">The platform does not have it.</exception>
    public static byte[] Of(HashAlgorithmName name, ReadOnlySpan<byte> part1, ReadOnlySpan<byte> part2, ReadOnlySpan<byte> part3)
    {
        using var hash = IncrementalHash.CreateHash(name);
        hash.AppendData(part1);
        hash.AppendData(part2);
        hash.AppendData(part3);
        return hash.GetHashAndReset();
    }
}
