namespace Ledger.Fabric.Protocol;

/// <summary>
/// Keys made of parts: U+0000, then each part followed by U+0000. They stand apart from simple keys, so that a range over
/// those never meets them, and keys that share their first parts stand together.
/// </summary>
public static class CompositeKey
{
    /// <summary>Sorts behind every part: end of the range of keys that begin with given parts.</summary>
    internal const string RangeEnd = "\U0010FFFF";

    /// <summary>First character of every composite key, and behind every part.</summary>
    internal const char Separator = '\0';

    /// <summary>Makes a key.</summary>
    /// <param name="objectType">First part.</param>
    /// <param name="attributes">The parts after it.</param>
    /// <exception cref="ArgumentException">A part holds U+0000 or U+10FFFF, or is no Unicode.</exception>
    public static string Create(string objectType, params IReadOnlyList<string> attributes)
    {
        ArgumentNullException.ThrowIfNull(objectType);
        ArgumentNullException.ThrowIfNull(attributes);
        var parts = new string[attributes.Count + 1];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = CheckPart(i == 0 ? objectType : attributes[i - 1], i == 0 ? nameof(objectType) : nameof(attributes));

        return $"{Separator}{string.Join(Separator, parts)}{Separator}";
    }

    /// <summary>Takes a key apart.</summary>
    /// <param name="key">A key from <see cref="Create"/>.</param>
    /// <exception cref="ArgumentException">It is no composite key.</exception>
    public static (string ObjectType, IReadOnlyList<string> Attributes) Split(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length < 2 || key[0] != Separator || key[^1] != Separator)
            throw new ArgumentException("A composite key begins and ends with U+0000.", nameof(key));

        var parts = key[1..^1].Split(Separator);
        return (parts[0], parts[1..]);
    }

    private static string CheckPart(string part, string name) =>
        part.Contains(Separator, StringComparison.Ordinal) || part.Contains(RangeEnd, StringComparison.Ordinal) || !StateKey.IsUnicode(part)
            ? throw new ArgumentException("A part of a composite key is Unicode without U+0000 and U+10FFFF.", name)
            : part;
}
