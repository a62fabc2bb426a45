using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>A day as people write it: 2026-11-30, 2026/11/30, 2026年11月30日 or 20261130; full-width digits too.</summary>
public static class WrittenDay
{
    private const int Longest = 11;

    /// <summary>Reads a day; positions in the error count in the folded text.</summary>
    /// <param name="text">The text, blanks and full-width forms included.</param>
    /// <param name="day">The day when the result is true.</param>
    /// <param name="error">What is wrong.</param>
    public static bool TryParse(string? text, out Day day, [NotNullWhen(false)] out FormatError? error)
    {
        day = default;
        var scanner = new Scanner(Canonicalize.Fold(text ?? ""), Day.Name);
        scanner.AtMost(Longest);
        var year = scanner.Digits(4);
        ulong month;
        ulong dayOfMonth;
        if (char.IsAsciiDigit(scanner.Peek()))
        {
            month = scanner.Digits(2);
            dayOfMonth = scanner.Digits(2);
        }
        else
        {
            var separator = scanner.OneOf("-/年");
            month = OneOrTwoDigits(ref scanner);
            scanner.Literal(separator == '年' ? "月" : separator.ToString());
            dayOfMonth = OneOrTwoDigits(ref scanner);
            if (separator == '年')
                scanner.Literal("日");
        }

        scanner.End();
        error = scanner.Error;
        return error is null && Day.TryParse($"{year:D4}-{month:D2}-{dayOfMonth:D2}", out day, out error);
    }

    private static ulong OneOrTwoDigits(ref Scanner scanner)
    {
        var first = scanner.Digits(1);
        return char.IsAsciiDigit(scanner.Peek()) ? (first * 10) + scanner.Digits(1) : first;
    }
}
