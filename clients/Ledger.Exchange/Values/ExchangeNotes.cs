using System.Globalization;

namespace Ledger.Exchange;

/// <summary>What stands in the note of a right row (FJ) since no column has it: written with a mark, and found by it.</summary>
public static class ExchangeNotes
{
    /// <summary>Mark before the number of a sale contract.</summary>
    public const string Contract = "网签合同：";

    private const string Term = "查封期限：";
    private const string Months = "个月";
    private const string Days = "日";

    /// <summary>The term of a seizure that waits: it has no days yet.</summary>
    public static string OfTerm(uint months, uint days)
        => string.Create(CultureInfo.InvariantCulture, $"{Term}{(months > 0 ? months : days)}{(months > 0 ? Months : Days)}");

    /// <summary>The term of a seizure in a note.</summary>
    /// <returns>Whether it stands there.</returns>
    public static bool TryTerm(string? note, out uint months, out uint days)
    {
        (months, days) = (0, 0);
        if (After(note, Term, char.IsAsciiDigit) is not { Length: > 0 } digits
            || !uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        if (note!.Contains(Term + digits + Months, StringComparison.Ordinal))
            months = number;
        else if (note.Contains(Term + digits + Days, StringComparison.Ordinal))
            days = number;
        return months + days > 0;
    }

    /// <summary>What of a kind of characters follows a mark; null where the mark is not.</summary>
    public static string? After(string? note, string mark, Func<char, bool> isPart)
        => note?.IndexOf(mark, StringComparison.Ordinal) is { } at and >= 0 ? new([.. note.Skip(at + mark.Length).TakeWhile(isPart)]) : null;
}
