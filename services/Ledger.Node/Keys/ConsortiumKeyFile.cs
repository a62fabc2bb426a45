using System.Globalization;
using System.Security.Cryptography;
using Ledger.Log;

namespace Ledger.Node;

/// <summary>
/// The consortium keys behind all unit keys (formats.md 9): a line <c>&lt;epoch&gt; &lt;base64 of 32 bytes&gt;</c> per
/// epoch, epochs ascending from 1. The same file lies on every department's node and nowhere else.
/// </summary>
public static class ConsortiumKeyFile
{
    private const int KeySize = 32;

    /// <summary>Makes a file with one new key for epoch 1.</summary>
    /// <param name="path">The file; must not exist.</param>
    public static void Create(string path) =>
        SecretFile.Write(path, $"1 {Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize))}\n");

    /// <summary>Reads all keys by epoch.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NodeConfigurationException">Unreadable, open to others, or malformed; no key appears in the error.</exception>
    public static IReadOnlyDictionary<uint, byte[]> Read(string path)
    {
        var keys = new SortedDictionary<uint, byte[]>();
        var number = 0;
        foreach (var line in SecretFile.Read(path).TrimEnd('\n').Split('\n'))
        {
            number++;
            var items = line.Split(' ');
            byte[] key = [];
            if (items.Length != 2
                || !uint.TryParse(items[0], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
                || epoch != keys.Count + 1
                || !StrictBase64.TryDecode(items[1], out key)
                || key.Length != KeySize)
            {
                throw new NodeConfigurationException(new NodeFault(
                    path,
                    string.Create(CultureInfo.InvariantCulture, $"line {number}"),
                    "",
                    $"应为“{keys.Count + 1} <32 字节的 base64>”。",
                    $"expected '{keys.Count + 1} <base64 of 32 bytes>'."));
            }

            keys.Add(epoch, key);
        }

        return keys;
    }
}
