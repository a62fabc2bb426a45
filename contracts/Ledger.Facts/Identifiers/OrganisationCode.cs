using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Organisation code (组织机构代码, GB 11714) of an organ or enterprise from before the credit codes, printed <c>D2143569-X</c>, here
/// without the hyphen: 8 digits or letters and a check character.
/// </summary>
public sealed record OrganisationCode : TextFact<OrganisationCode>, IFact<OrganisationCode>
{
    /// <summary>Characters of a code.</summary>
    public const int Length = 9;

    private OrganisationCode(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("组织机构代码", "organisation code");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out OrganisationCode value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.Exactly(Length);
        for (var i = 0; i < Length - 1; i++)
            scanner.OneOf(CheckCharacters.Alphanumeric, new("数字或大写字母（8位，另加1位校验码）", "a digit or an upper-case letter (8 of them, and a check character)"));
        if (!scanner.Failed)
        {
            var check = CheckCharacters.OrganisationCode(text.AsSpan(0, Length - 1)).ToString();
            scanner.OneOf(check, new($"校验码“{check}”", $"the check character '{check}'"));
        }

        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <summary>As <see cref="Canonicalize.FoldUpper"/>, without the hyphen before the check character.</summary>
    public static string Fold(string text)
    {
        var folded = Canonicalize.FoldUpper(text);
        return folded.Length == Length + 1 && folded[Length - 1] == '-' ? folded.Remove(Length - 1, 1) : folded;
    }
}
