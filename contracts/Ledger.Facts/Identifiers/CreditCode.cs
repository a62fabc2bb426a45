using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Unified social credit code of an organisation (统一社会信用代码, GB 32100-2015), 18 characters: registering authority,
/// class, division (6 digits), organisation code (9) and check character over the alphabet without I, O, S, V, Z.
/// Organisations stand in clear on the ledger, by this code.
/// </summary>
public sealed record CreditCode : TextFact<CreditCode>, IFact<CreditCode>
{
    private CreditCode(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("统一社会信用代码", "unified social credit code");

    /// <summary>Division of the registering authority, 6 digits.</summary>
    public string Division => Text[2..8];

    /// <summary>Organisation code (GB 11714), characters 9 to 17.</summary>
    public string OrganisationCode => Text[8..17];

    /// <summary>
    /// Whether it is of a body that holds property for the public (契税法 6), by its registering authority and class: registered by the
    /// establishment offices of the state (1) or of the army (A); by civil affairs (5) as a 社会团体 (51) or a 民办非企业单位 (52), which
    /// schools, hospitals and homes without profit are.
    /// </summary>
    public bool IsPublicBody => Text[0] is '1' or 'A' || Text[..2] is "51" or "52";

    /// <summary>Whether character 17 is the GB 11714 check of characters 9 to 16. Some valid codes fail it: a reason to warn, never to refuse.</summary>
    public bool HasConsistentOrganisationCode => CheckCharacters.OrganisationCode(Text.AsSpan(8, 8)) == Text[16];

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out CreditCode value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.Exactly(18);
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
}
