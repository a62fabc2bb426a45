using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The city files of this build.</summary>
public static class Cities
{
    private static readonly CityFile DongguanFile = Load("dongguan");
    private static readonly CityFile LinlanFile = Load("linlan");

    /// <summary>Dongguan: the built-in city of the profiles.</summary>
    public static City Dongguan { get; } = City.Of(DongguanFile);

    /// <summary>The files, by id: what governance may publish as they are or as a beginning.</summary>
    public static IReadOnlyList<CityFile> Files => [DongguanFile.Clone(), LinlanFile.Clone()];

    private static CityFile Load(string id)
    {
        using var stream = typeof(Cities).Assembly.GetManifestResourceStream($"Ledger.Contracts.Cities.{id}.json")!;
        using var reader = new StreamReader(stream);
        return JsonParser.Default.Parse<CityFile>(reader);
    }
}
