namespace Ledger.Facts;

/// <summary>A number as a city writes it, or as any city may: 8 to 32 characters of 0-9, A-Z and hyphen, the first no hyphen.</summary>
internal static class LocalNumber
{
    private const int Shortest = 8;

    private static readonly Wording Wanted = new("0-9或A-Z", "0-9 or A-Z");
    private static readonly Wording WantedInside = new("0-9、A-Z或连字符", "0-9, A-Z or a hyphen");

    public static FormatError? Check(string? text, Wording name, NumberPattern? pattern)
    {
        var scanner = new Scanner(text, name);
        if (pattern is not null)
        {
            pattern.Scan(ref scanner, text);
        }
        else
        {
            scanner.OneOf(CheckCharacters.Alphanumeric, Wanted);
            for (var i = 1; i < NumberPattern.Longest && (i < Shortest || scanner.Remaining > 0); i++)
                scanner.OneOf(CheckCharacters.Alphanumeric + "-", WantedInside);
        }

        scanner.End();
        return scanner.Error;
    }
}
