using System.Diagnostics.CodeAnalysis;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// The identity document that a request states by type (A.30) and number: the stated type says what it may be, the number's shape
/// which of them it is. What is read is who is meant; a number that is none of its type is refused with what was expected there.
/// </summary>
/// <remarks>
/// Two numbers of one person are two persons here, with two exceptions: a Hong Kong or Macao permit without its re-issue digits, and an
/// old citizen number of 15 digits, which is read as the 18 that it became. All else (a permit and an identity card, two passports, an
/// organisation code and the credit code that holds it) is linked by the act that records another identity document, and by no program.
/// </remarks>
public sealed record StatedIdentity
{
    private static readonly Wording AnyNumber = new("证件号", "identity document number");
    private static readonly Wording HongKongMacaoTaiwan = new("港澳台居民证件号", "number of a Hong Kong, Macao or Taiwan document");
    private static readonly Wording AnyOfThem = new(
        "港澳居民来往内地通行证（H或M加8位数字）、台湾居民来往大陆通行证（8位数字）、居住证（18位）、"
        + "香港身份证（如A123456(3)）、澳门身份证（如1234567(8)）或台湾身份证（如A123456789）",
        "a Hong Kong or Macao permit (H or M and 8 digits), a Taiwan permit (8 digits), a residence permit (18), or an identity card of Hong Kong "
        + "(A123456(3)), Macao (1234567(8)) or Taiwan (A123456789)");

    private StatedIdentity(IdentityClass identityClass, string number, PersonId? person)
        => (Class, Number, Person) = (identityClass, number, person);

    /// <summary>Class of the document.</summary>
    public IdentityClass Class { get; }

    /// <summary>Its canonical number, as the document of the act keeps it.</summary>
    public string Number { get; }

    /// <summary>Who the tokens are made from; null for an organisation, which stands in clear by its credit code.</summary>
    public PersonId? Person { get; }

    /// <summary>The number as it was written, where it is not <see cref="Number"/> in another spelling: 15 digits of an old book.</summary>
    public string Written { get; private init; } = "";

    /// <summary>What is doubtful about it though it is taken; null when nothing is.</summary>
    public Wording? Doubt { get; private init; }

    /// <summary>Reads what was stated.</summary>
    /// <param name="type">Code of A.30, or 8.</param>
    /// <param name="typed">The number as people type it.</param>
    /// <param name="bornBy">Day on which its holder was born at the latest.</param>
    /// <param name="ofOldBook">Whether it is taken over from an old book, where 15 digits of a citizen number are upgraded.</param>
    /// <param name="value">What was read when the result is true.</param>
    /// <param name="error">What was wrong when the result is false.</param>
    public static bool TryRead(
        uint type, string typed, Day bornBy, bool ofOldBook, [MaybeNullWhen(false)] out StatedIdentity value, [NotNullWhen(false)] out FormatError? error)
    {
        var number = Canonicalize.FoldUpper(typed);
        value = type switch
        {
            1 => Citizen(number, bornBy, ofOldBook, out error),
            2 => Neighbour(number, bornBy, out error),
            3 => Of(IdentityClass.Passport, number, out error),
            4 when CitizenId.IsOldForm(number) || number.Length is >= 16 and <= 20 => Citizen(number, bornBy, ofOldBook, out error),
            5 => Military(number, out error),
            6 when OrganisationCode.Fold(number).Length <= OrganisationCode.Length + 1 => Canonical<OrganisationCode>(number, out error),
            7 when IsOldLicence(number) => Canonical<BusinessLicence>(number, out error),
            7 when number.Length is < 16 or > 20 => Of(IdentityClass.Other, number, out error),
            6 or 7 or 8 => Organisation(number, out error),
            99 when PermanentResidentCard.IsShapeOf(number) => Of(IdentityClass.PermanentResident, number, out error),
            4 or 99 => Of(IdentityClass.Other, number, out error),
            _ => Unknown(type, out error),
        };
        return value is not null;
    }

    /// <summary>
    /// A number that is real but not of the form of its type, as an old book has it: whoever takes it over states why. Its class is
    /// <see cref="IdentityClass.Other"/>, so it is never taken for a checked one.
    /// </summary>
    /// <param name="typed">The number as the old book has it.</param>
    /// <param name="value">What was read when the result is true.</param>
    /// <param name="error">What was wrong when the result is false: nothing is left of it, or it is no number at all.</param>
    public static bool TryReadIllFormed(string typed, [MaybeNullWhen(false)] out StatedIdentity value, [NotNullWhen(false)] out FormatError? error)
    {
        value = PersonId.TryCreateIllFormed(Canonicalize.FoldUpper(typed), out var person, out error) ? new(person.Class, person.Number, person) : null;
        return value is not null;
    }

    private static StatedIdentity? Citizen(string number, Day bornBy, bool ofOldBook, out FormatError? error)
    {
        var written = "";
        if (ofOldBook && CitizenId.IsOldForm(number))
        {
            if (!CitizenId.TryUpgrade(number, out var upgraded, out error))
                return null;
            (written, number) = (number, upgraded.ToString());
        }

        return CitizenId.TryParse(number, bornBy, out _, out error) && Of(IdentityClass.ResidentId, number, out error) is { } read
            ? read with
            {
                Written = written,
                Doubt = written.Length == 0 ? null : new(
                    "旧簿的15位号码已换算为18位号码，未经公安机关核对",
                    "the 15 digits of the old book were upgraded to 18, which the police have not confirmed"),
            }
            : null;
    }

    // Hong Kong, Macao, Taiwan.
    private static StatedIdentity? Neighbour(string number, Day bornBy, out FormatError? error)
    {
        var bare = HongKongIdentityCard.Fold(number);
        var letters = bare.AsSpan().IndexOfAnyExceptInRange('A', 'Z');
        if (number.Length == 18 || CitizenId.IsOldForm(number))
            return Citizen(number, bornBy, ofOldBook: false, out error);
        if (MacaoIdentityCard.IsPrintedForm(number))
            return Canonical<MacaoIdentityCard>(number, out error);
        var digits = number.Length > 0 && char.IsAsciiDigit(number[0]);
        if (digits && number.Length <= 9)
        {
            var read = Of(IdentityClass.TaiwanPermit, number, out error);
            return read is null || number[0] is not ('1' or '5' or '7') ? read : read with
            {
                Doubt = new(
                    "8位数字按台湾居民来往大陆通行证记载；如为澳门居民身份证，请写成带括号的形式，如1234567(8)",
                    "8 digits are taken as a Taiwan permit; write an identity card of Macao with its brackets, as in 1234567(8)"),
            };
        }

        if (digits && IsOldTaiwanPermit(number))
            return Of(IdentityClass.Other, number, out error);
        var permit = letters == 1 && (number[0] is 'H' or 'M') && bare.Length == number.Length && number.Length >= 9;
        if (letters == 1 && bare.Length == 10 && (!permit || TaiwanIdentityCard.TryParse(bare, out _, out _)))
            return Canonical<TaiwanIdentityCard>(number, out error);
        if (permit)
            return Of(IdentityClass.HkMacaoPermit, number, out error);
        if (letters is 1 or 2)
            return Canonical<HongKongIdentityCard>(number, out error);
        error = new(HongKongMacaoTaiwan, 0, null, AnyOfThem);
        return null;
    }

    private static StatedIdentity? Military(string number, out FormatError? error)
        => number.All(static c => char.IsAscii(c))
            ? Of(IdentityClass.Military, number, out error)
            : MilitaryNumber.TryParse(number, out _, out error) ? Of(IdentityClass.Military, number, out error) : null;

    private static StatedIdentity? Organisation(string number, out FormatError? error)
        => CreditCode.TryParse(number, out _, out error) ? new(IdentityClass.CreditCode, number, null) : null;

    // A number of its own grammar under the class of other documents.
    private static StatedIdentity? Canonical<T>(string number, out FormatError? error)
        where T : class, IFact<T>
        => Canonicalize.TryParse<T>(number, out var fact, out error) ? Of(IdentityClass.Other, fact.ToString()!, out error) : null;

    // What is stated as a number is never one of those that only an exception takes.
    private static StatedIdentity? Of(IdentityClass identityClass, string number, out FormatError? error)
        => PersonId.TryCreate(identityClass, number, out var person, out error) && !person.IsIllFormed ? new(identityClass, number, person)
            : Refused(number, ref error);

    private static StatedIdentity? Refused(string number, ref FormatError? error)
    {
        error ??= new(AnyNumber, 1, number[..1], new("数字或字母", "a digit or a letter"));
        return null;
    }

    private static StatedIdentity? Unknown(uint type, out FormatError? error)
    {
        error = new(IdentityDocument.Types.Name, 0, $"{type}", new("代码表A.30的代码：1至8或99", "a code of table A.30: 1 to 8 or 99"));
        return null;
    }

    // The booklet before 2015: 8 digits of the person, 2 of the issue, often a letter.
    private static bool IsOldTaiwanPermit(string number)
        => number.Length is 10 or 11 && !number.AsSpan(0, 10).ContainsAnyExceptInRange('0', '9')
            && (number.Length == 10 || char.IsAsciiLetterUpper(number[10]));

    // 13 digits before 1999 and 15 since; 12 to 17 digits are one of them with a slip. Registers abroad have other numbers.
    private static bool IsOldLicence(string number) => number.Length is >= 12 and <= 17 && !number.AsSpan().ContainsAnyExceptInRange('0', '9');
}
