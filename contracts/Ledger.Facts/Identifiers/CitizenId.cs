using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Citizen identity number (公民身份号码, GB 11643-1999), 18 characters: area (6), birth date (8), serial (3, odd for men),
/// check character ISO 7064 MOD 11-2. The area is not checked: codes are abolished, numbers stay. Personal data: never on
/// the ledger, in logs or in errors.
/// </summary>
public sealed record CitizenId : TextFact<CitizenId>, IFact<CitizenId>
{
    private CitizenId(string text, Day birth)
        : base(text)
        => Birth = birth;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("公民身份号码", "citizen identity number");

    /// <summary>Date of birth.</summary>
    public Day Birth { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out CitizenId value, [NotNullWhen(false)] out FormatError? error)
        => TryParse(text, Day.Last, out value, out error);

    /// <summary>Reads a number of a person born on the given day at the latest.</summary>
    public static bool TryParse(
        string? text, Day bornBy, [MaybeNullWhen(false)] out CitizenId value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        if (text is { Length: 15 } && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            scanner.FailWhole(null, new("18位号码（旧15位号码不再受理，请填写现行号码）", "18 characters: the old form of 15 digits is not taken, state the present number"));

        scanner.Digits(6);
        var date = scanner.Digits(8);
        Day birth = default;
        if (!scanner.Failed)
        {
            if (!Day.TryFromNumber((uint)date, out birth, out _))
            {
                scanner.FailAt(6, "…", new("真实存在的出生日期", "a birth date that exists"));
            }
            else if (birth > bornBy)
            {
                scanner.FailAt(6, "…", new($"不晚于{bornBy}的出生日期", $"a birth date not after {bornBy}"));
            }
        }

        scanner.Digits(3);
        if (!scanner.Failed)
        {
            var check = CheckCharacters.Mod11Dash2(text.AsSpan(0, 17)).ToString();
            scanner.OneOf(check, new($"校验码“{check}”", $"the check character '{check}'"));
        }

        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!, birth) : null;
        return error is null;
    }

    /// <summary>
    /// Upgrades the old 15-digit form (area, yyMMdd of the 20th century, serial) to 18 characters. Only for legacy import,
    /// which flags the record; new records refuse the old form.
    /// </summary>
    public static bool TryUpgrade(string? fifteenDigits, [MaybeNullWhen(false)] out CitizenId value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(fifteenDigits, Name);
        scanner.Digits(15);
        scanner.End();
        if (scanner.Failed)
        {
            value = null;
            error = scanner.Error;
            return false;
        }

        var body = fifteenDigits![..6] + "19" + fifteenDigits[6..];
        return TryParse(body + CheckCharacters.Mod11Dash2(body), out value, out error);
    }

    /// <summary>The check character that completes 17 digits; for programs that make numbers up, as test data is made.</summary>
    /// <param name="body">The first 17 digits.</param>
    /// <exception cref="ArgumentException">Not 17 digits.</exception>
    public static char CheckCharacterOf(ReadOnlySpan<char> body)
        => body.Length == 17 && !body.ContainsAnyExceptInRange('0', '9')
            ? CheckCharacters.Mod11Dash2(body)
            : throw new ArgumentException("17 digits are wanted.", nameof(body));

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
