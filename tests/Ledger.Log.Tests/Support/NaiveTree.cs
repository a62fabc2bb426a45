namespace Ledger.Log.Tests;

/// <summary>The recursive definitions of RFC 6962 section 2.1, word for word.</summary>
internal static class NaiveTree
{
    public static byte[] Root(ReadOnlySpan<byte[]> leafHashes)
    {
        if (leafHashes.IsEmpty)
            return System.Security.Cryptography.SHA256.HashData([]);

        if (leafHashes.Length == 1)
            return leafHashes[0];

        var k = Split(leafHashes.Length);
        return Node(Root(leafHashes[..k]), Root(leafHashes[k..]));
    }

    public static List<byte[]> Path(int m, ReadOnlySpan<byte[]> leafHashes)
    {
        if (leafHashes.Length == 1)
            return [];

        var k = Split(leafHashes.Length);
        return m < k
            ? [.. Path(m, leafHashes[..k]), Root(leafHashes[k..])]
            : [.. Path(m - k, leafHashes[k..]), Root(leafHashes[..k])];
    }

    public static List<byte[]> Consistency(int m, ReadOnlySpan<byte[]> leafHashes) => SubProof(m, leafHashes, complete: true);

    private static List<byte[]> SubProof(int m, ReadOnlySpan<byte[]> leafHashes, bool complete)
    {
        if (m == leafHashes.Length)
            return complete ? [] : [Root(leafHashes)];

        var k = Split(leafHashes.Length);
        return m <= k
            ? [.. SubProof(m, leafHashes[..k], complete), Root(leafHashes[k..])]
            : [.. SubProof(m - k, leafHashes[k..], complete: false), Root(leafHashes[..k])];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n)
            k *= 2;

        return k;
    }

    private static byte[] Node(byte[] left, byte[] right) =>
        System.Security.Cryptography.SHA256.HashData([0x01, .. left, .. right]);
}
