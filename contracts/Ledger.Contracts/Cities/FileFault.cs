using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>What is wrong with a field of a city file or a table.</summary>
/// <param name="Path">Path of the field, e.g. <c>towns[2].code</c>.</param>
/// <param name="Seen">The value seen; null when there is none.</param>
/// <param name="Wanted">What was wanted.</param>
public sealed record FileFault(string Path, string? Seen, Wording Wanted)
{
    /// <summary>The fault as a sentence.</summary>
    public Wording Message => new(
        $"字段{Path}为“{Seen ?? "（空）"}”，应为{Wanted.Chinese}",
        $"field {Path}: found '{Seen ?? "nothing"}', expected {Wanted.English}");
}
