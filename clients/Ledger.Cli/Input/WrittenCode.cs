using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>A code of an enumeration as people write it: by its full name, or by what distinguishes it, in letters of any case.</summary>
internal static class WrittenCode
{
    /// <summary>The code: <c>settled</c>, <c>Settled</c> and <c>RELEASE_REASON_SETTLED</c> are one; null when the text is none of them.</summary>
    public static object? Find(EnumDescriptor type, string text)
    {
        var name = Canonicalize.FoldUpper(text).Replace('-', '_');
        var prefix = Prefix(type);
        return type.Values.FirstOrDefault(value => value.Name == name || value.Name == prefix + name) is { } found
            ? Enum.ToObject(type.ClrType, found.Number)
            : null;
    }

    /// <summary>The short name of a code: <c>pre-seizure</c> for SEIZURE_KIND_PRE_SEIZURE.</summary>
    public static string ShortName(EnumDescriptor type, string name) => name[Prefix(type).Length..].ToLowerInvariant().Replace('_', '-');

    /// <summary>What a field takes: every code by its short name with its meaning, but for the one that states nothing.</summary>
    public static Wording OneOf(EnumDescriptor type)
    {
        var codes = type.Values.Where(static value => !value.Name.EndsWith("_UNSPECIFIED", StringComparison.Ordinal))
            .Select(value => (Name: ShortName(type, value.Name), Meaning: CodeWords.Of((Enum)Enum.ToObject(type.ClrType, value.Number)))).ToList();
        return new(
            $"{string.Join("、", codes.Select(static code => $"{code.Name}（{code.Meaning.Chinese}）"))}之一",
            $"one of {string.Join(", ", codes.Select(static code => $"{code.Name} ({code.Meaning.English})"))}");
    }

    /// <summary>What all names of the enumeration begin with, up to an underscore.</summary>
    private static string Prefix(EnumDescriptor type)
    {
        var first = type.Values[0].Name;
        var length = type.Values.Aggregate(first.Length, (common, value) =>
        {
            var i = 0;
            while (i < Math.Min(common, value.Name.Length) && value.Name[i] == first[i])
                i++;

            return i;
        });
        return first[..(first.LastIndexOf('_', Math.Min(length, first.Length) - 1) + 1)];
    }
}
