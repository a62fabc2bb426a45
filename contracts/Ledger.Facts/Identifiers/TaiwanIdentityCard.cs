using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of a Taiwan identity card (台湾居民身份证, 国民身份证统一编号): a letter, 1 or 2 (8 or 9 of residents without household), seven
/// digits, a check digit modulo 10. Personal data.
/// </summary>
public sealed record TaiwanIdentityCard : TextFact<TaiwanIdentityCard>, IFact<TaiwanIdentityCard>
{
    /// <summary>Letters in the order of their values, from 10.</summary>
    internal const string Letters = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

    private TaiwanIdentityCard(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("台湾居民身份证号", "Taiwan identity card number");

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, [MaybeNullWhen(false)] out TaiwanIdentityCard value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.OneOf(Letters, new("字母A-Z", "a letter A-Z"));
        scanner.OneOf("1289");
        scanner.Digits(7);
        if (!scanner.Failed)
        {
            var check = CheckCharacters.Taiwan(text.AsSpan(0, 9)).ToString();
            scanner.OneOf(check, new($"校验码“{check}”", $"the check digit '{check}'"));
        }

        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
