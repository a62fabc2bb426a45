namespace Ledger.Facts;

/// <summary>Levels 1 to 5 of GB/T 37346, shared by parcel and unit codes.</summary>
internal static class ParcelGrammar
{
    public const int Length = 19;
    private const string Ownership = "GJZ";
    private const string Right = "ABCDEFGHSXWY";

    private static readonly Wording Division = new("行政区划代码", "the division");
    private static readonly Wording District = new("地籍区", "the cadastral district");
    private static readonly Wording SubDistrict = new("地籍子区", "the cadastral sub-district");
    private static readonly Wording Serial = new("宗地顺序号", "the parcel's serial");

    public static void Scan(ref Scanner scanner, string? text, DivisionPrefixes allowed)
    {
        scanner.Digits(6, Division);
        if (!scanner.Failed && !allowed.Allows(text.AsSpan(0, 6)))
            scanner.FailAt(0, text![..6], new($"允许的行政区划代码 {allowed}", $"a division code {allowed}"));

        scanner.Digits(3, District);
        scanner.Digits(3, SubDistrict);
        scanner.OneOf(Ownership);
        scanner.OneOf(Right);
        if (scanner.Digits(5, Serial) == 0 && !scanner.Failed)
            scanner.FailAt(14, "00000", new("顺序号00001-99999", "a serial 00001-99999"));
    }
}
