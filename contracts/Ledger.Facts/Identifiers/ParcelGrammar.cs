namespace Ledger.Facts;

/// <summary>Levels 1 to 5 of GB/T 37346, shared by parcel and unit codes.</summary>
internal static class ParcelGrammar
{
    public const int Length = 19;
    private const string Ownership = "GJZ";
    private const string Right = "ABCDEFGHSXWY";

    public static void Scan(ref Scanner scanner, string? text, DivisionPrefixes allowed)
    {
        scanner.Digits(6);
        if (!scanner.Failed && !allowed.Allows(text.AsSpan(0, 6)))
            scanner.FailAt(0, text![..6], new($"允许的行政区划代码 {allowed}", $"a division code {allowed}"));

        scanner.Digits(3);
        scanner.Digits(3);
        scanner.OneOf(Ownership);
        scanner.OneOf(Right);
        if (scanner.Digits(5) == 0 && !scanner.Failed)
            scanner.FailAt(14, "00000", new("顺序号00001-99999", "a serial 00001-99999"));
    }
}
