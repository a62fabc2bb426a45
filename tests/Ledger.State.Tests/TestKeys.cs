using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.State.Tests;

/// <summary>Keys for tests, some of whose hashes agree in many bits.</summary>
internal static class TestKeys
{
    public static byte[] Key(string name) => Encoding.ASCII.GetBytes(name);

    public static byte[] Value(int i) => SHA256.HashData(Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The first <paramref name="count"/> of the names k0, k1, … whose hashes begin as that of k0 does, k0 included.</summary>
    public static List<byte[]> SharingBits(int bits, int count)
    {
        var first = SHA256.HashData(Key("k0"));
        List<byte[]> found = [];
        for (var i = 0; found.Count < count; i++)
        {
            var key = Key($"k{i}");
            if (Hash256.Read(SHA256.HashData(key)).CommonBits(Hash256.Read(first)) >= bits)
                found.Add(key);
        }

        return found;
    }
}
