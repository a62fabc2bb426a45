using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>What a province or city decides about its messages; data, in Profiles/*.json or in a file.</summary>
public sealed record ProvinceProfile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Names of the profiles of this build.</summary>
    public static IReadOnlyList<string> Names { get; } = ["newer", "older"];

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Title { get; init; }

    /// <summary>Whether tables have their newer names (after TD/T 1066-2021).</summary>
    public bool NewerNames { get; init; }

    /// <summary>Whether instants in attributes carry +08:00.</summary>
    public bool InstantsWithOffset { get; init; }

    /// <summary>Head fields that are written empty when they have no value.</summary>
    public IReadOnlyList<string> EmptyHeadFields { get; init; } = [];

    /// <summary>Suffixes of message numbers that say why an act is reported again.</summary>
    public IReadOnlyList<string> Suffixes { get; init; } = [];

    /// <summary>What means "absent".</summary>
    public Fillers Fillers { get; init; } = new();

    /// <summary>Values written where a column is required and not known, by kind of value or by attribute.</summary>
    public IReadOnlyDictionary<string, string> WrittenFillers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Counties whose code changed: old code → present code. Both are taken for one.</summary>
    public IReadOnlyDictionary<string, string> RecodedCounties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Tables that a message may lack.</summary>
    public IReadOnlyList<string> OptionalTables { get; init; } = [];

    /// <summary>Local codes: attribute → written code or word → code of the standard.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> LocalCodes { get; init; }
        = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);

    /// <summary>Record type by kind of act: a digit x stands for the type of registration.</summary>
    public IReadOnlyDictionary<string, string> RecordTypes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>RightType of the head by kind of act, where A.8 has none.</summary>
    public IReadOnlyDictionary<string, string> RightTypes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names of the registries by county: RegOrgID and DJJG. Without one the county's code stands for it.</summary>
    public IReadOnlyDictionary<string, string> Organs { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names of counties, for daily logs.</summary>
    public IReadOnlyDictionary<string, string> AreaNames { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names of organisations by credit code, where acts name them by it alone: banks, courts, developers.</summary>
    public IReadOnlyDictionary<string, string> Organisations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Lowest believable price of a m² in yuan; what lies below was perhaps written in another unit.</summary>
    public uint LowestSquarePrice { get; init; } = 100;

    /// <summary>Highest believable price of a m² in yuan.</summary>
    public uint HighestSquarePrice { get; init; } = 500_000;

    /// <summary>A profile of this build.</summary>
    /// <exception cref="ExchangeException">There is none of this name.</exception>
    public static ProvinceProfile Find(string name)
    {
        using var resource = typeof(ProvinceProfile).Assembly.GetManifestResourceStream($"Ledger.Exchange.Profiles.{name}.json")
            ?? throw new ExchangeException(new(name, 0, new(
                $"没有名为“{name}”的省级口径；可用：{string.Join('、', Names)}，或给出文件",
                $"no province's profile is called '{name}': there are {string.Join(", ", Names)}, or name a file")));
        return Parse(resource, name + ".json");
    }

    /// <summary>A profile from a file.</summary>
    /// <exception cref="ExchangeException">It is none.</exception>
    public static ProvinceProfile Load(string path)
    {
        var file = ExchangeFile.Read(path);
        using var stream = new MemoryStream(file.Bytes.ToArray());
        return Parse(stream, file.Name);
    }

    /// <summary>The name of a table's element.</summary>
    public string NameOf(ExchangeTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return NewerNames && table.NewerName is { } newer ? newer : table.Name;
    }

    /// <summary>The present code of a county.</summary>
    public string County(string code) => RecodedCounties.GetValueOrDefault(code, code);

    private static ProvinceProfile Parse(Stream stream, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<ProvinceProfile>(stream, Json)
                ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new ExchangeException(
                new(name, (int)(e.LineNumber ?? 0) + 1, new($"省级口径文件有误：{e.Message}", $"this is no province's profile: {e.Message}")), e);
        }
    }
}
