using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// A town, street or functional area of Dongguan by its 9-digit statistical code (domain.md 1.9): 4 streets (街道), 28 towns
/// (镇), 4 functional areas; there is no 441900120.
/// </summary>
public sealed record Town : IFact<Town>
{
    private const string City = "441900";

    private static readonly Dictionary<string, Town> ByCode = new[]
    {
        new Town("003", "东城街道", "Dongcheng"), new("004", "南城街道", "Nancheng"),
        new("005", "万江街道", "Wanjiang"), new("006", "莞城街道", "Guancheng"),
        new("101", "石碣镇", "Shijie"), new("102", "石龙镇", "Shilong"), new("103", "茶山镇", "Chashan"),
        new("104", "石排镇", "Shipai"), new("105", "企石镇", "Qishi"), new("106", "横沥镇", "Hengli"),
        new("107", "桥头镇", "Qiaotou"), new("108", "谢岗镇", "Xiegang"), new("109", "东坑镇", "Dongkeng"),
        new("110", "常平镇", "Changping"), new("111", "寮步镇", "Liaobu"), new("112", "樟木头镇", "Zhangmutou"),
        new("113", "大朗镇", "Dalang"), new("114", "黄江镇", "Huangjiang"), new("115", "清溪镇", "Qingxi"),
        new("116", "塘厦镇", "Tangxia"), new("117", "凤岗镇", "Fenggang"), new("118", "大岭山镇", "Dalingshan"),
        new("119", "长安镇", "Chang'an"), new("121", "虎门镇", "Humen"), new("122", "厚街镇", "Houjie"),
        new("123", "沙田镇", "Shatian"), new("124", "道滘镇", "Daojiao"), new("125", "洪梅镇", "Hongmei"),
        new("126", "麻涌镇", "Machong"), new("127", "望牛墩镇", "Wangniudun"), new("128", "中堂镇", "Zhongtang"),
        new("129", "高埗镇", "Gaobu"),
        new("401", "松山湖", "Songshan Lake"), new("402", "东莞港", "Dongguan Port"),
        new("403", "东莞生态园", "Dongguan Ecological Park"), new("404", "滨海湾新区", "Binhaiwan New Area"),
    }.ToDictionary(t => t.Code, StringComparer.Ordinal);

    private Town(string suffix, string chinese, string english)
        => (Code, Title) = (City + suffix, new(chinese, english));

    /// <inheritdoc/>
    public static Wording Name { get; } = new("镇街代码", "town code");

    /// <summary>All of them, by code.</summary>
    public static IReadOnlyList<Town> All { get; } = [.. ByCode.Values.OrderBy(t => t.Code, StringComparer.Ordinal)];

    /// <summary>The 9 digits.</summary>
    public string Code { get; }

    /// <summary>The town's name.</summary>
    public Wording Title { get; }

    /// <summary>Reads a code.</summary>
    /// <exception cref="FactFormatException">Not the code of a town of Dongguan.</exception>
    public static Town Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out Town value, [NotNullWhen(false)] out FormatError? error)
    {
        value = null;
        var scanner = new Scanner(text, Name);
        scanner.Literal(City);
        scanner.Digits(3);
        scanner.End();
        if (!scanner.Failed && !ByCode.TryGetValue(text!, out value))
            scanner.FailAt(City.Length, text![City.Length..], new("东莞现有镇街或功能区的三位代码", "the 3 digits of a town or area of Dongguan"));

        error = scanner.Error;
        return value is not null;
    }

    /// <summary>The canonical 9 digits.</summary>
    public override string ToString() => Code;
}
