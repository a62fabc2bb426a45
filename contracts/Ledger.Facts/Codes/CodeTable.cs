using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>A code table of the registry database standard (不动产登记数据库标准, TD/T 1066-2021, appendix A).</summary>
public sealed class CodeTable
{
    private readonly Dictionary<uint, CodeEntry> byCode;

    /// <summary>A table; codes are unique.</summary>
    /// <param name="name">What it lists.</param>
    /// <param name="source">Its number in the standard.</param>
    /// <param name="entries">Its lines.</param>
    public CodeTable(Wording name, string source, params CodeEntry[] entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Name = name;
        Source = source;
        Entries = [.. entries.OrderBy(e => e.Code)];
        byCode = entries.ToDictionary(e => e.Code);
    }

    /// <summary>What the table lists.</summary>
    public Wording Name { get; }

    /// <summary>Number of the table in the standard.</summary>
    public string Source { get; }

    /// <summary>The lines by ascending code.</summary>
    public IReadOnlyList<CodeEntry> Entries { get; }

    /// <summary>Whether the code stands in the table.</summary>
    public bool Contains(uint code) => byCode.ContainsKey(code);

    /// <summary>The line of a code.</summary>
    public bool TryGet(uint code, [NotNullWhen(true)] out CodeEntry? entry) => byCode.TryGetValue(code, out entry);

    /// <summary>The name of a code; for a code outside the table, words that say so.</summary>
    public Wording NameOf(uint code)
        => TryGet(code, out var entry) ? entry.Name : new($"{Name.Chinese}代码{code}（表外）", $"{Name.English} code {code} (not in the table)");
}
