using Ledger.Facts;

namespace Ledger.Import;

/// <summary>The columns that a format reads.</summary>
/// <param name="Wanted">Names of those that every file has.</param>
/// <param name="Places">Place of each, from 0, in a file without a row of names; null: the first row names them.</param>
/// <param name="Count">Fields of a row in a file without a row of names.</param>
internal sealed record CsvColumns(IReadOnlyList<string> Wanted, IReadOnlyDictionary<string, int>? Places, int Count)
{
    /// <summary>Names of those that a file may lack.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <summary>Columns that a file's first row names, in any order, beside others.</summary>
    public static CsvColumns Named(IReadOnlyList<string> names) => new(names, Places: null, 0);

    /// <summary>The columns of a file that names none, in their order.</summary>
    public static CsvColumns Fixed(IReadOnlyList<string> names)
        => new(names, Enumerable.Range(0, names.Count).ToDictionary(i => names[i], StringComparer.Ordinal), names.Count);

    /// <summary>Places of the columns in a row of names; null where a wanted one is missing.</summary>
    /// <param name="heading">The names as the file spells them.</param>
    /// <param name="missing">Wanted columns that it lacks.</param>
    public IReadOnlyDictionary<string, int> PlacesIn(IReadOnlyList<string> heading, out IReadOnlyList<string> missing)
    {
        var found = heading.Select(Fold).ToList();
        missing = [.. Wanted.Where(column => !found.Contains(Fold(column)))];
        return Wanted.Concat(Optional).Where(column => found.Contains(Fold(column)))
            .ToDictionary(static column => column, column => found.IndexOf(Fold(column)), StringComparer.Ordinal);
    }

    /// <summary>
    /// A name without what publishers change from season to season: brackets, spaces and width
    /// (<c>土地移轉面積(平方公尺)</c>, <c>土地移轉面積平方公尺</c>).
    /// </summary>
    private static string Fold(string name)
        => string.Concat(Canonicalize.FoldUpper(name).Where(static c => c is not ('(' or ')' or '（' or '）') && !char.IsWhiteSpace(c)));
}
