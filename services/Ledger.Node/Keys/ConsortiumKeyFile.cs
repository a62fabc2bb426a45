using System.Globalization;
using Ledger.Facts;
using Ledger.Log;

namespace Ledger.Node;

/// <summary>
/// The consortium keys behind all unit keys (formats.md 9): a line <c>&lt;epoch&gt; &lt;base64 of 32 bytes&gt; &lt;check&gt;</c>
/// per epoch, epochs ascending from 1; the check is the first 16 hex digits of <see cref="ConsortiumKeyCheck"/> and absent in older
/// files. The same file lies on every department's node and nowhere else.
/// </summary>
public static class ConsortiumKeyFile
{
    private const int KeySize = 32;
    private const int CheckDigits = 16;

    /// <summary>Makes a file with one key, for epoch 1.</summary>
    /// <param name="path">The file; must not exist.</param>
    /// <param name="key">The key, 32 random bytes.</param>
    public static void Create(string path, ReadOnlySpan<byte> key) =>
        SecretFile.Write(path, $"1 {Convert.ToBase64String(key)} {CheckOf(1, key)}\n");

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
            if (items.Length is not (2 or 3)
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

            if (items.Length == 3 && items[2] != CheckOf(epoch, key))
            {
                throw new NodeConfigurationException(new NodeFault(
                    path,
                    string.Create(CultureInfo.InvariantCulture, $"line {number}"),
                    "",
                    $"第 {epoch} 期密钥与其校验值不符，文件已损坏或有误；请从其他部门的节点复制该文件。",
                    string.Create(CultureInfo.InvariantCulture,
                        $"the key of epoch {epoch} does not have the check value beside it: the file is damaged or mistyped; copy it from another department's node.")));
            }

            keys.Add(epoch, key);
        }

        return keys;
    }

    private static string CheckOf(uint epoch, ReadOnlySpan<byte> key) => Convert.ToHexStringLower(ConsortiumKeyCheck.Of(epoch, key))[..CheckDigits];
}
