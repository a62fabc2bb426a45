namespace Ledger.Import;

/// <summary>Columns of Taiwan's 實價登錄 open data that the import reads.</summary>
internal static class TwLvrColumns
{
    public const string Id = "編號";
    public const string District = "鄉鎮市區";
    public const string Kind = "交易標的";
    public const string Address = "土地位置建物門牌";
    public const string Date = "交易年月日";
    public const string Counts = "交易筆棟數";
    public const string Form = "建物型態";
    public const string Use = "主要用途";
    public const string TotalArea = "建物移轉總面積平方公尺";
    public const string Price = "總價元";
    public const string Note = "備註";

    public const string RowArea = "建物移轉面積平方公尺";
    public const string Floors = "建物分層";

    public const string Section = "土地位置";
    public const string LotNumber = "地號";
    public const string LandArea = "土地移轉面積(平方公尺)";
    public const string Zone = "使用分區或編定";
    public const string Denominator = "權利人持分分母";
    public const string Numerator = "權利人持分分子";

    public const string PlaceKind = "車位類別";

    public static IReadOnlyList<string> Main { get; } = [Id, District, Kind, Address, Date, Counts, Form, Use, TotalArea, Price, Note];

    public static IReadOnlyList<string> Building { get; } = [Id, RowArea, Use, Floors];

    public static IReadOnlyList<string> Land { get; } = [Id, Section, LotNumber, LandArea, Zone, Denominator, Numerator];

    public static IReadOnlyList<string> Parking { get; } = [Id, PlaceKind];
}
