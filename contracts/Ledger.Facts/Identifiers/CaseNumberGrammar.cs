namespace Ledger.Facts;

/// <summary>The profile of acceptance and business numbers: 0 to 3 letters, a date yyyyMMdd of this century, 4 to 6 digits.</summary>
internal static class CaseNumberGrammar
{
    public static void Scan(ref Scanner scanner, string? text)
    {
        var date = Letters(text);
        for (var i = 0; i < date; i++)
            scanner.OneOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

        scanner.Literal("20");
        scanner.Digits(6);
        if (!scanner.Failed && !Day.TryParseCompact(text.AsSpan(date, 8), out _))
            scanner.FailAt(date, text!.Substring(date, 8), new("真实存在的日期（年月日8位）", "a date that exists (yyyyMMdd)"));

        scanner.DigitRun(4, 6);
    }

    /// <summary>The date of a text that passed <see cref="Scan"/>.</summary>
    public static Day DateOf(string text)
        => Day.TryParseCompact(text.AsSpan(Letters(text), 8), out var day) ? day : throw new InvalidOperationException("The text was not scanned.");

    private static int Letters(string? text)
    {
        var count = 0;
        while (count < 3 && count < text?.Length && char.IsAsciiLetterUpper(text[count]))
            count++;

        return count;
    }
}
