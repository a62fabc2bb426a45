using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>An amount as people write it: 1234567.89, 1,234,567.89, 120万元; full-width digits too.</summary>
public static class WrittenMoney
{
    private static readonly (string Text, MoneyUnit Unit)[] Units =
        [("万元", MoneyUnit.TenThousandYuan), ("万", MoneyUnit.TenThousandYuan), ("元", MoneyUnit.Yuan)];

    /// <summary>Reads an amount.</summary>
    /// <param name="text">The text, blanks and full-width forms included.</param>
    /// <param name="stated">Unit that is stated beside it; yuan where none is.</param>
    /// <param name="money">The amount when the result is true.</param>
    /// <param name="unit">The unit in which it is written: the text's own, else the one stated.</param>
    /// <param name="error">What is wrong; positions count in the folded text.</param>
    public static bool TryParse(string? text, MoneyUnit stated, out Money money, out MoneyUnit unit, [NotNullWhen(false)] out FormatError? error)
    {
        money = default;
        unit = stated;
        var folded = Canonicalize.Fold(text ?? "");
        foreach (var (suffix, own) in Units)
        {
            if (!folded.EndsWith(suffix, StringComparison.Ordinal))
                continue;

            if (stated == MoneyUnit.TenThousandYuan && own != stated)
            {
                error = new(Money.Name, folded.Length, suffix, new("与所列单位（万元）一致", "the unit that is stated beside it, 万元"));
                return false;
            }

            unit = own;
            folded = folded[..^suffix.Length];
            break;
        }

        return TryUngroup(folded, out var digits, out error) && Money.TryParse(digits, unit, out money, out error);
    }

    /// <summary>Takes the commas between groups of three digits out.</summary>
    private static bool TryUngroup(string text, out string digits, [NotNullWhen(false)] out FormatError? error)
    {
        digits = text;
        error = null;
        var first = text.IndexOf(',', StringComparison.Ordinal);
        if (first < 0)
            return true;

        var scanner = new Scanner(text, Money.Name);
        scanner.AtMost(40);
        scanner.DigitRun(1, 3);
        do
        {
            scanner.Literal(",");
            scanner.Digits(3);
        }
        while (!scanner.Failed && scanner.Peek() == ',');

        if (!scanner.Failed && scanner.Peek() == '.')
        {
            scanner.Literal(".");
            scanner.DigitRun(1, 30);
        }

        scanner.End();
        error = scanner.Error;
        digits = text.Replace(",", "", StringComparison.Ordinal);
        return error is null;
    }
}
