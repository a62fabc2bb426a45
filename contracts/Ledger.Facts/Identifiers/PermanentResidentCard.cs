using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of a foreigner's permanent-resident card (外国人永久居留身份证). On cards of 2023 and after 18 characters: 9, the province (2),
/// the country of nationality (3, ISO 3166), birth date (8), serial (3, odd for men), check character ISO 7064 MOD 11-2 (国家移民管理局).
/// On cards before 15: three letters of the country, 12 digits; that this form has no check here is a gap of the sources. One person's
/// old and new numbers have nothing in common that a program could go by. Personal data.
/// </summary>
public sealed record PermanentResidentCard : TextFact<PermanentResidentCard>, IFact<PermanentResidentCard>
{
    private PermanentResidentCard(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("外国人永久居留身份证号", "permanent-resident card number");

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, [MaybeNullWhen(false)] out PermanentResidentCard value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        if (char.IsAsciiDigit(scanner.Peek()))
        {
            scanner.OneOf("9");
            scanner.Digits(5);
            var date = scanner.Digits(8);
            if (!scanner.Failed && !Day.TryFromNumber((uint)date, out _, out _))
                scanner.FailAt(6, "…", new("真实存在的出生日期", "a birth date that exists"));
            scanner.Digits(3);
            if (!scanner.Failed)
            {
                var check = CheckCharacters.Mod11Dash2(text.AsSpan(0, 17)).ToString();
                scanner.OneOf(check, new($"校验码“{check}”", $"the check character '{check}'"));
            }
        }
        else
        {
            for (var i = 0; i < 3; i++)
                scanner.OneOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

            scanner.Digits(12);
        }

        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <summary>
    /// Whether a number stated as 其它 (99) has the shape of such a card, right or with a slip: three letters and 12 digits, or 18 digits
    /// that begin with 9 and hold a birth date.
    /// </summary>
    internal static bool IsShapeOf(string number) => number.Length switch
    {
        15 => !number.AsSpan(0, 3).ContainsAnyExceptInRange('A', 'Z') && !number.AsSpan(3).ContainsAnyExceptInRange('0', '9'),
        18 => number[0] == '9' && !number.AsSpan(0, 17).ContainsAnyExceptInRange('0', '9')
            && Day.TryFromNumber(uint.Parse(number.AsSpan(6, 8), System.Globalization.NumberStyles.None, provider: null), out _, out _),
        _ => false,
    };

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
