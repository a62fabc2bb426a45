using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of a foreigner's permanent-resident card (外国人永久居留身份证): 15 characters (3 letters, 12 digits) on cards
/// before 2023, 18 digits with a MOD 11-2 check after. That the old form has no check here is a gap of the sources. Personal data.
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
            scanner.Digits(17);
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

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
