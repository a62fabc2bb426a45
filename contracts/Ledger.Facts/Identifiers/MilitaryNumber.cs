using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of a military identity document as it is printed (军官证, 士兵证, 文职干部证, 警官证): one to four characters of the kind or
/// the command, 字第, 4 to 12 digits, 号, e.g. 军字第2001988号, 士字第19880012号. The characters belong to the number: the same digits
/// under others are another person. Personal data.
/// </summary>
public sealed record MilitaryNumber : TextFact<MilitaryNumber>, IFact<MilitaryNumber>
{
    private const int LongestKind = 4;

    private MilitaryNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("军官证（士兵证）号", "military identity number");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out MilitaryNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        var printed = new Wording("一至四个汉字和“字第”，如“军字第2001988号”", "one to four characters and 字第, as in 军字第2001988号");
        while (!scanner.Failed && Ideograph.Is(scanner.Peek()) && scanner.Peek() != '字')
        {
            if (scanner.Index == LongestKind)
                scanner.Fail(scanner.Index, printed);
            scanner.Any();
        }

        if (scanner.Index == 0)
            scanner.Fail(0, printed);
        scanner.Literal("字第");
        scanner.DigitRun(4, 12);
        scanner.Literal("号");
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }
}
