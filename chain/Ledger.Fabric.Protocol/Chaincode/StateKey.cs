using System.Text;

namespace Ledger.Fabric.Protocol;

/// <summary>Checks keys before they are sent: the peer would end the transaction, and Protobuf would replace what is no Unicode.</summary>
internal static class StateKey
{
    // Sorts behind U+0000, so that a range from the first key leaves composite keys out.
    private const string FirstSimple = "\u0001";

    public static bool IsUnicode(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done)
                return false;

            rest = rest[used..];
        }

        return true;
    }

    public static string Check(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return IsUnicode(key) ? key : throw new ArgumentException("A key is Unicode text without lone surrogates.", nameof(key));
    }

    public static (string Start, string End) Range(string start, string end)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(end);
        foreach (var key in (ReadOnlySpan<string>)[start, end])
        {
            if (key.StartsWith(CompositeKey.Separator) || !IsUnicode(key))
            {
                throw new ArgumentException("A range is over simple keys: Unicode that does not begin with U+0000.", key == start
                    ? nameof(start)
                    : nameof(end));
            }
        }

        return (start.Length == 0 ? FirstSimple : start, end);
    }

    public static (string Start, string End) Range(string objectType, IReadOnlyList<string> attributes)
    {
        var start = CompositeKey.Create(objectType, attributes);
        return (start, start + CompositeKey.RangeEnd);
    }
}
