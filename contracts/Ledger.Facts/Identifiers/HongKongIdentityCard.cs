using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of a Hong Kong identity card (香港居民身份证), printed <c>A123456(3)</c>, here without brackets: one or two letters, six
/// digits, a check character modulo 11 (A for ten). Personal data.
/// </summary>
public sealed record HongKongIdentityCard : TextFact<HongKongIdentityCard>, IFact<HongKongIdentityCard>
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private HongKongIdentityCard(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("香港居民身份证号", "Hong Kong identity card number");

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, [MaybeNullWhen(false)] out HongKongIdentityCard value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.OneOf(Letters, new("一至两个字母A-Z", "one or two letters A-Z"));
        if (char.IsAsciiLetterUpper(scanner.Peek()))
            scanner.OneOf(Letters);
        scanner.Digits(6);
        if (!scanner.Failed)
        {
            var check = CheckCharacters.HongKong(text.AsSpan(0, scanner.Index)).ToString();
            scanner.OneOf(check, new($"校验码“{check}”", $"the check character '{check}'"));
        }

        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <summary>As <see cref="Canonicalize.FoldUpper"/>, without the brackets around the check character.</summary>
    public static string Fold(string text) => Canonicalize.FoldUnbracketed(text);
}
