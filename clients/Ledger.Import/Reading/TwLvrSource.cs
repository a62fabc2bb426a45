using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// Taiwan's 實價登錄 open data: a folder with the sales of one city or several (<c>&lt;letter&gt;_lvr_land_a.csv</c>, in any case) and,
/// joined by 編號, their lots (<c>…_land.csv</c>) and, where the city has such sales, buildings (<c>…_build.csv</c>) and parking spaces
/// (<c>…_park.csv</c>). The sales are read row by row; of one city at a time the smaller tables are held in memory.
/// </summary>
internal sealed class TwLvrSource : IDealSource
{
    private const string MainEnd = "_lvr_land_a.csv";

    private readonly List<TwLvrCity> cities;
    private readonly List<Wording> notes = [];

    /// <summary>Names the files of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="encoding">Encoding of the files.</param>
    /// <exception cref="ImportException">It has no file of sales, or a city's file of lots is missing.</exception>
    public TwLvrSource(string folder, string encoding = TextEncoding.Default)
    {
        var all = Directory.Exists(folder) ? Directory.GetFiles(folder).Order(StringComparer.OrdinalIgnoreCase).ToList() : [];
        var mains = all.Where(static file => file.EndsWith(MainEnd, StringComparison.OrdinalIgnoreCase)).ToList();
        if (mains.Count == 0)
        {
            throw new ImportException(new(
                $"目录{folder}中没有*{MainEnd}；请指定解压后的目录", $"{folder} holds no *{MainEnd}; name the folder in which the files of sales lie"));
        }

        cities = mains.ConvertAll(main => new TwLvrCity(main, Part(all, main, "_build"), Required(all, main, "_land"), Part(all, main, "_park"), encoding));
        foreach (var city in cities)
            notes.AddRange(city.Absent.Select(static name => new Wording($"没有{name}：该县市无此类交易", $"there is no {name}: the city has no such sales")));
        var read = Files.ToHashSet(StringComparer.Ordinal);
        foreach (var other in all.Where(file => file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !read.Contains(file)).Select(Path.GetFileName))
            notes.Add(new($"{other}不是买卖数据，未读取", $"{other} is no file of sales and is not read"));
    }

    /// <inheritdoc/>
    public string Format => "tw-lvr";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [.. cities.SelectMany(static city => city.Files)];

    /// <inheritdoc/>
    public IReadOnlyList<LineCount> Lines => [.. cities.SelectMany(static city => city.Lines)];

    /// <inheritdoc/>
    public IReadOnlyList<Wording> Notes => notes;

    /// <inheritdoc/>
    public IEnumerable<SourceRow> Read() => cities.SelectMany(static city => city.Read());

    private static string? Part(List<string> all, string main, string part)
        => all.Find(file => string.Equals(file, main[..^".csv".Length] + part + ".csv", StringComparison.OrdinalIgnoreCase));

    private static string Required(List<string> all, string main, string part)
        => Part(all, main, part) ?? throw new ImportException(new(
            $"缺少{Path.GetFileName(main)[..^".csv".Length]}{part}.csv：地号表与买卖表须同在一个目录",
            $"{Path.GetFileName(main)[..^".csv".Length]}{part}.csv is missing: the table of lots belongs beside the sales"));
}
