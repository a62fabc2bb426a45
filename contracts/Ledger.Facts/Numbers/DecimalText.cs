using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>Exact reading and writing of decimal numbers as scaled integers; no floating point, no culture.</summary>
internal static class DecimalText
{
    private const int MostDigits = 18;

    /// <summary>
    /// Reads digits, optionally a point and digits, as an integer scaled by 10^<paramref name="scale"/>, rounding half up
    /// what lies below.
    /// </summary>
    public static bool TryParse(
        string? text, Wording subject, int scale, ulong most, out ulong value, [NotNullWhen(false)] out FormatError? error)
    {
        value = 0;
        var scanner = new Scanner(text, subject);
        scanner.AtMost(40);
        if (scanner.Peek() == '-')
            scanner.Fail(0, new("非负数", "a number that is not negative"));

        var whole = scanner.DigitRun(1, 40);
        var decimals = 0;
        if (!scanner.Failed && scanner.Peek() == '.')
        {
            scanner.Literal(".");
            decimals = scanner.DigitRun(1, 40);
        }

        scanner.End();
        if (!scanner.Failed)
        {
            UInt128 scaled = 0;
            var tooMuch = false;
            for (var i = 0; i < whole + scale && !tooMuch; i++)
            {
                scaled = (scaled * 10) + (uint)DigitAt(text!, whole, decimals, i);
                tooMuch = scaled > most;
            }

            scaled += DigitAt(text!, whole, decimals, whole + scale) >= 5 ? 1u : 0u;
            if (tooMuch || scaled > most)
            {
                scanner.FailWhole(text, new($"不超过{Format(most, scale)}", $"at most {Format(most, scale)}"));
            }
            else
            {
                value = (ulong)scaled;
            }
        }

        error = scanner.Error;
        return error is null;
    }

    /// <summary>Writes a scaled integer with exactly <paramref name="scale"/> decimals.</summary>
    public static string Format(ulong value, int scale)
    {
        var digits = value.ToString(provider: null).PadLeft(scale + 1, '0');
        return scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}";
    }

    /// <summary>As <see cref="Format"/>, without zeros at the end of the decimals.</summary>
    public static string FormatShort(ulong value, int scale)
    {
        var text = Format(value, scale);
        return scale == 0 ? text : text.TrimEnd('0').TrimEnd('.');
    }

    /// <summary>As <see cref="Format"/>, with a comma between groups of three digits.</summary>
    public static string FormatGrouped(ulong value, int scale)
    {
        var text = Format(value, scale);
        for (var i = text.Length - (scale == 0 ? 0 : scale + 1) - 3; i > 0; i -= 3)
            text = text.Insert(i, ",");

        return text;
    }

    /// <summary>10 to the given power, at most 18.</summary>
    public static ulong PowerOfTen(int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exponent, MostDigits);
        ulong power = 1;
        for (var i = 0; i < exponent; i++)
            power *= 10;

        return power;
    }

    private static int DigitAt(string text, int whole, int decimals, int index)
        => index < whole ? text[index] - '0' : index - whole < decimals ? text[index + 1] - '0' : 0;
}
