using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Ledger.Facts;

/// <summary>
/// Where the queries on one unit stand on the ledger. Each has a page of its own, whose key only who holds the unit's secret can form:
/// the first under number 1, each later one under the next, without a gap. So whoever has the secret counts them to the first that is
/// proved absent, and who has not cannot tell two queries on one unit from queries on two.
/// </summary>
/// <param name="epoch">Epoch of the consortium key that it comes from.</param>
/// <param name="secret">The unit's secret, 32 bytes.</param>
public sealed class UnitTrace(uint epoch, ReadOnlyMemory<byte> secret)
{
    /// <summary>Bytes of a secret.</summary>
    public const int SecretSize = 32;

    private const int CodeBytes = 15;
    private const int CodeGroup = 4;

    // Crockford's base 32: no letter that is read as a digit.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Epoch of the consortium key that the secret comes from.</summary>
    public uint Epoch => epoch;

    /// <summary>The unit's secret: with it every query on the unit is found, and nothing of another unit.</summary>
    public ReadOnlyMemory<byte> Secret => secret;

    /// <summary>What the receipt of a query states as its trace.</summary>
    /// <param name="number">Which query on the unit, from 1.</param>
    public ByteString Of(ulong number)
    {
        Span<byte> text = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(text, number);
        return ByteString.CopyFrom(HMACSHA256.HashData(secret.Span, [.. "ledger.v1.trace\n"u8, .. text]));
    }

    /// <summary>
    /// The code that an owner gets with the title certificate, to see who asked about the unit: good as long as the title stands, so
    /// that a former owner sees no queries on the next one.
    /// </summary>
    /// <param name="basis">What led to the title (contract or instrument); empty for one that was opened.</param>
    public string CodeOf(string basis)
    {
        var hash = HMACSHA256.HashData(secret.Span, [.. "ledger.v1.trace-code\n"u8, .. Encoding.ASCII.GetBytes(basis)]);
        var code = new StringBuilder();
        for (var bit = 0; bit < CodeBytes * 8; bit += 5)
        {
            if (code.Length > 0 && bit / 5 % CodeGroup == 0)
                code.Append('-');
            var pair = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
            code.Append(Alphabet[(pair >> (11 - (bit % 8))) & 31]);
        }

        return code.ToString();
    }

    /// <summary>Whether a code as people type it is the title's; takes the same time for every wrong one.</summary>
    /// <param name="code">The code, with or without hyphens and blanks.</param>
    /// <param name="basis">What led to the title.</param>
    public bool IsCode(string code, string basis)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Fold(code)), Encoding.UTF8.GetBytes(Fold(CodeOf(basis))));

    private static string Fold(string code)
        => Canonicalize.FoldUpper(code).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
            .Replace('O', '0').Replace('I', '1').Replace('L', '1');
}
