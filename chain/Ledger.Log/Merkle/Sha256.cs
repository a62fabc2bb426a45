using System.Security.Cryptography;

namespace Ledger.Log;

/// <summary>
/// SHA-256 into a caller's buffer. The hash object is kept per thread: at the 64 bytes of a
/// Merkle node, making one costs more than the hashing itself.
/// </summary>
internal static class Sha256
{
    [ThreadStatic]
    private static IncrementalHash? PerThread;

    public static void Hash(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        var hash = Reusable();
        hash.AppendData(data);
        hash.GetHashAndReset(destination);
    }

    public static void Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> destination)
    {
        var hash = Reusable();
        hash.AppendData(first);
        hash.AppendData(second);
        hash.GetHashAndReset(destination);
    }

    private static IncrementalHash Reusable() => PerThread ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
}
