using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Citizen identity number (公民身份号码, GB 11643-1999), 18 characters: area (6), birth date (8), serial (3, odd for men),
/// check character ISO 7064 MOD 11-2. The area is not checked: codes are abolished, numbers stay. Personal data: never on
/// the ledger, in logs or in errors.
/// </summary>
public sealed record CitizenId : TextFact<CitizenId>, IFact<CitizenId>
{
    private const int OldLength = 15;

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
        if (IsOldForm(text))
            scanner.FailWhole(null, PresentForm(text));

        scanner.Exactly(18);
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

    /// <summary>Whether the text is 15 digits, as the numbers before 1999 were.</summary>
    public static bool IsOldForm([NotNullWhen(true)] string? text)
        => text is { Length: OldLength } && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>
    /// Upgrades the old 15-digit form (area, yyMMdd, serial) to 18 characters. The century was the 20th, but for the serials 996 to 999,
    /// which were kept for people born before 1900 (GB 11643-1989). Only for what is taken over from an old book, which flags it; new
    /// records refuse the old form. The police gave some people another number than this one.
    /// </summary>
    public static bool TryUpgrade(string? fifteenDigits, [MaybeNullWhen(false)] out CitizenId value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(fifteenDigits, Name);
        scanner.Digits(OldLength);
        scanner.End();
        if (scanner.Failed)
        {
            value = null;
            error = scanner.Error;
            return false;
        }

        return TryParse(Upgraded(fifteenDigits!), out value, out error);
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

    private static string Upgraded(string fifteenDigits)
    {
        var century = fifteenDigits.AsSpan(12).SequenceCompareTo("996") >= 0 ? "18" : "19";
        var body = fifteenDigits[..6] + century + fifteenDigits[6..];
        return body + CheckCharacters.Mod11Dash2(body);
    }

    // How the number is completed, without the number itself: the text may come to a log.
    private static Wording PresentForm(string fifteenDigits)
    {
        var upgraded = Upgraded(fifteenDigits);
        return new(
            $"18位现行号码（旧15位号码不再受理）：在第6位后加“{upgraded[6..8]}”，末尾加校验码“{upgraded[^1]}”，并与现行证件核对",
            $"the present number of 18 characters (the old form of 15 is not taken): put '{upgraded[6..8]}' after the 6th digit and the check character "
            + $"'{upgraded[^1]}' at the end, and compare it with the present card");
    }
}
