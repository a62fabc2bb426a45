using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Finds the first block of a PEM text as Fabric's language does (Go's <c>encoding/pem</c>): any label, header lines of
/// RFC 1421, whatever text before and after, spaces within. Identities of a channel may be spelt in all these ways.
/// </summary>
internal static class PemText
{
    private static readonly SearchValues<byte> SpaceOrTab = SearchValues.Create(" \t"u8);

    private static ReadOnlySpan<byte> Begin => "-----BEGIN "u8;

    private static ReadOnlySpan<byte> End => "\n-----END "u8;

    private static ReadOnlySpan<byte> Dashes => "-----"u8;

    /// <summary>The first block.</summary>
    /// <param name="text">The text.</param>
    /// <param name="label">What the block says that it is.</param>
    /// <param name="content">The bytes it holds.</param>
    public static bool TryDecode(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> label, [NotNullWhen(true)] out byte[]? content)
    {
        label = default;
        content = null;
        var rest = text;
        var trailer = 0;
        while (trailer >= 0 && trailer <= rest.Length)
        {
            rest = rest[trailer..];
            var end = rest.IndexOf(End);
            if (end < 0)
                return false;

            // The last begin before the first end: begins without an end are skipped.
            trailer = end + End.Length;
            var begin = rest[..end].LastIndexOf(Begin);
            if (begin < 0 || (begin > 0 && rest[begin - 1] != '\n'))
                continue;

            Skip(ref rest, begin + Begin.Length, ref end, ref trailer);
            var line = TakeLine(ref rest, ref end, ref trailer);
            if (!line.EndsWith(Dashes))
                continue;

            label = line[..^Dashes.Length];
            var headers = TakeHeaders(ref rest, ref end, ref trailer);
            if (rest.IsEmpty)
                return false;

            if ((headers && end < 0) || !EndsWith(rest[trailer..], label))
                continue;

            content = end > 0 ? DecodeBase64(rest[..end]) : [];
            if (content is not null)
                return true;
        }

        return false;
    }

    private static bool TakeHeaders(ref ReadOnlySpan<byte> rest, ref int end, ref int trailer)
    {
        var any = false;
        while (!rest.IsEmpty)
        {
            if (!LineOf(rest, out _).Contains((byte)':'))
                break;

            TakeLine(ref rest, ref end, ref trailer);
            any = true;
        }

        return any;
    }

    private static bool EndsWith(ReadOnlySpan<byte> line, ReadOnlySpan<byte> label)
    {
        var length = label.Length + Dashes.Length;
        return line.Length >= length && line.StartsWith(label) && line[..length].EndsWith(Dashes) && LineOf(line[length..], out _).IsEmpty;
    }

    private static ReadOnlySpan<byte> TakeLine(scoped ref ReadOnlySpan<byte> rest, scoped ref int end, scoped ref int trailer)
    {
        var text = rest;
        var line = LineOf(text, out var consumed);
        Skip(ref rest, consumed, ref end, ref trailer);
        return line;
    }

    private static void Skip(scoped ref ReadOnlySpan<byte> rest, int count, scoped ref int end, scoped ref int trailer)
    {
        rest = rest[count..];
        end -= count;
        trailer -= count;
    }

    private static ReadOnlySpan<byte> LineOf(ReadOnlySpan<byte> text, scoped out int consumed)
    {
        var feed = text.IndexOf((byte)'\n');
        var line = feed < 0 ? text : text[..(feed > 0 && text[feed - 1] == '\r' ? feed - 1 : feed)];
        consumed = feed < 0 ? text.Length : feed + 1;
        return line.TrimEnd(" \t"u8);
    }

    /// <summary>Spaces and line ends count for nothing, the bits left over neither; padding is asked for.</summary>
    private static byte[]? DecodeBase64(ReadOnlySpan<byte> text)
    {
        var content = new byte[(text.Length / 4 * 3) + 3];
        var (length, bits, count, padding) = (0, 0, 0, 0);
        foreach (var c in text)
        {
            if (c is (byte)'\r' or (byte)'\n' || SpaceOrTab.Contains(c))
                continue;

            if (c == '=' && count is 2 or 3)
            {
                padding++;
                count++;
                bits <<= 6;
            }
            else if (padding == 0 && ValueOf(c) is >= 0 and var value)
            {
                count++;
                bits = (bits << 6) | value;
            }
            else
            {
                return null;
            }

            if (count == 4)
            {
                for (var i = 0; i < 3 - padding; i++)
                    content[length++] = (byte)(bits >> (16 - (8 * i)));

                (bits, count) = (0, 0);
            }
        }

        return count == 0 ? content[..length] : null;
    }

    private static int ValueOf(byte c) => c switch
    {
        >= (byte)'A' and <= (byte)'Z' => c - 'A',
        >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
