using System.Diagnostics.CodeAnalysis;
using System.Text;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// A natural person, or an organisation without a credit code, by class of identity document and canonical number: what a
/// party token is made from (formats.md 9, domain.md 10). Personal data: <see cref="ToString"/> shows the class only.
/// </summary>
public sealed record PersonId
{
    private const char IllFormedMark = '?';
    private const int LongestIllFormed = 64;

    private static readonly Wording OtherName = new("证件号", "identity document number");

    private PersonId(IdentityClass identityClass, string number) => (Class, Number) = (identityClass, number);

    /// <summary>Class of the identity document; never the credit code, by which organisations stand in clear.</summary>
    public IdentityClass Class { get; }

    /// <summary>Canonical number: a Hong Kong or Macao permit without its re-issue suffix, all others as on the document.</summary>
    public string Number { get; }

    /// <summary>Whether the number is of no form and was taken by exception (<see cref="TryCreateIllFormed"/>).</summary>
    public bool IsIllFormed => Number[0] == IllFormedMark;

    /// <summary>A person by class and number.</summary>
    /// <exception cref="FactFormatException">The number is not one of that class, or the class is none of persons.</exception>
    public static PersonId Of(IdentityClass identityClass, string number)
        => TryCreate(identityClass, number, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <summary>A person by class and number; the number is checked as its class allows (rule F-04).</summary>
    /// <param name="identityClass">Any class but the credit code.</param>
    /// <param name="number">Canonical number; fold what people typed with <see cref="Canonicalize.FoldUpper"/> first.</param>
    /// <param name="value">The person when the result is true.</param>
    /// <param name="error">What was wrong when the result is false.</param>
    public static bool TryCreate(
        IdentityClass identityClass, string? number, [MaybeNullWhen(false)] out PersonId value, [NotNullWhen(false)] out FormatError? error)
    {
        HongKongMacaoPermit? permit = null;
        error = identityClass switch
        {
            IdentityClass.ResidentId => ErrorOf<CitizenId>(number, out _),
            IdentityClass.HkMacaoPermit => ErrorOf<HongKongMacaoPermit>(number, out permit),
            IdentityClass.TaiwanPermit => ErrorOf<TaiwanPermit>(number, out _),
            IdentityClass.PermanentResident => ErrorOf<PermanentResidentCard>(number, out _),
            IdentityClass.Military when number?.Length > 0 && Ideograph.Is(number[0]) => ErrorOf<MilitaryNumber>(number, out _),
            IdentityClass.Other when number?.Length > 0 && number[0] == IllFormedMark => ScanIllFormed(number[1..]),
            IdentityClass.Passport or IdentityClass.Military or IdentityClass.Other => ScanOther(number),
            _ => new(new("证件类别", "identity class"), 0, identityClass.ToString(), new("自然人的证件类别", "a class of persons' documents")),
        };
        value = error is null ? new(identityClass, permit?.Holder ?? number!) : null;
        return error is null;
    }

    /// <summary>
    /// Somebody whose number is real but of no form (an old book has it so), by that number as written. It begins with a mark that no
    /// well-formed number has: it never becomes the token of somebody whose number was checked.
    /// </summary>
    /// <param name="number">The number, folded.</param>
    /// <param name="value">The person when the result is true.</param>
    /// <param name="error">What was wrong when the result is false.</param>
    public static bool TryCreateIllFormed(string number, [MaybeNullWhen(false)] out PersonId value, [NotNullWhen(false)] out FormatError? error)
    {
        ArgumentNullException.ThrowIfNull(number);
        return TryCreate(IdentityClass.Other, IllFormedMark + number, out value, out error);
    }

    /// <summary>
    /// <c>&lt;class&gt;|&lt;number&gt;</c> in UTF-8 (ASCII but for the characters of military and ill-formed numbers), the class as the
    /// decimal number of <see cref="IdentityClass"/>: the input of salt and token. A secret of the person.
    /// </summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes($"{(int)Class}|{Number}");

    /// <summary>The class; the number never shows by accident.</summary>
    public override string ToString() => $"{Class} (number not shown)";

    private static FormatError? ErrorOf<T>(string? number, out T? value)
        where T : class, IFact<T>
        => T.TryParse(number, out value, out var error) ? null : error;

    private static FormatError? ScanIllFormed(string number)
    {
        var scanner = new Scanner(number, OtherName);
        scanner.AtMost(LongestIllFormed);
        if (number.Length == 0)
            scanner.Fail(0, new("旧簿所载号码", "the number that the old book has"));
        for (var i = 0; i < number.Length && !scanner.Failed; i++)
        {
            if (!Ideograph.Is(number[i]) && number[i] is < '!' or > '~' or '|')
                scanner.Fail(i, new("数字、字母、汉字或标点", "digits, letters, ideographs or punctuation"));
            scanner.Any();
        }

        return scanner.Error;
    }

    private static FormatError? ScanOther(string? number)
    {
        var scanner = new Scanner(number, OtherName);
        var expected = new Wording("0-9、A-Z或连字符（4至32位）", "0-9, A-Z or a hyphen (4 to 32 characters)");
        scanner.AtMost(32);
        do
        {
            scanner.OneOf(CheckCharacters.Alphanumeric + "-", expected);
        }
        while (!scanner.Failed && (scanner.Remaining > 0 || scanner.Index < 4));

        return scanner.Error;
    }
}
