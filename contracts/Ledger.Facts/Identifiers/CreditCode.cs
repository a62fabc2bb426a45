using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Unified social credit code of an organisation (统一社会信用代码, GB 32100-2015), 18 characters: registering authority,
/// class, division (6 digits), organisation code (9) and check character over the alphabet without I, O, S, V, Z.
/// Organisations stand in clear on the ledger, by this code.
/// </summary>
public sealed record CreditCode : IFact<CreditCode>
{
    private readonly string _text;

    private CreditCode(string text) => _text = text;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("统一社会信用代码", "unified social credit code");

    /// <summary>Division of the registering authority, 6 digits.</summary>
    public string Division => _text[2..8];

    /// <summary>Organisation code (GB 11714), characters 9 to 17.</summary>
    public string OrganisationCode => _text[8..17];

    /// <summary>Whether character 17 is the GB 11714 check of characters 9 to 16. Some valid codes fail it: a reason to warn, never to refuse.</summary>
    public bool HasConsistentOrganisationCode => CheckCharacters.OrganisationCode(_text.AsSpan(8, 8)) == _text[16];

    /// <summary>Reads a code.</summary>
    /// <exception cref="FactFormatException">Not a code, or a wrong check character.</exception>
    public static CreditCode Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out CreditCode value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        for (var i = 0; i < 17; i++)
        {
            if (i is >= 2 and < 8)
            {
                scanner.Digits(1);
            }
            else
            {
                scanner.OneOf(CheckCharacters.CreditCodeAlphabet, new("数字或大写字母（I、O、S、V、Z除外）", "a digit or an upper-case letter other than I, O, S, V, Z"));
            }
        }

        if (!scanner.Failed)
        {
            var check = CheckCharacters.CreditCode(text.AsSpan(0, 17)).ToString();
            scanner.OneOf(check, new($"校验字符“{check}”", $"the check character '{check}'"));
        }

        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);

    /// <summary>The canonical 18 characters.</summary>
    public override string ToString() => _text;
}
