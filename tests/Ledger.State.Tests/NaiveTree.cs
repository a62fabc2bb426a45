using System.Security.Cryptography;

namespace Ledger.State.Tests;

/// <summary>The formula of formats.md, section 8, written down as it stands there.</summary>
internal static class NaiveTree
{
    public static byte[] Root(IEnumerable<KeyValuePair<string, byte[]>> set) =>
        Root([.. set.Select(pair => (SHA256.HashData(Convert.FromHexString(pair.Key)), SHA256.HashData(pair.Value)))], 0);

    private static byte[] Root(List<(byte[] Key, byte[] Value)> set, int bit) => set.Count switch
    {
        0 => "SPARSE_MERKLE_PLACEHOLDER_HASH__"u8.ToArray(),
        1 => SHA256.HashData([.. "JMT::LeafNode"u8, .. set[0].Key, .. set[0].Value]),
        _ => SHA256.HashData(
        [
            .. "JMT::IntrnalNode"u8,
            .. Root(set.FindAll(leaf => !Bit(leaf.Key, bit)), bit + 1),
            .. Root(set.FindAll(leaf => Bit(leaf.Key, bit)), bit + 1),
        ]),
    };

    private static bool Bit(byte[] hash, int bit) => ((hash[bit / 8] >> (7 - (bit % 8))) & 1) != 0;
}
