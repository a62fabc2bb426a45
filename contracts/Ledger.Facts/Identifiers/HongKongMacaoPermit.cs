using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Mainland travel permit of a Hong Kong (H) or Macao (M) resident (港澳居民来往内地通行证): the letter, 8 digits of the
/// person, and on older cards 2 digits of the re-issue. Personal data.
/// </summary>
public sealed record HongKongMacaoPermit : TextFact<HongKongMacaoPermit>, IFact<HongKongMacaoPermit>
{
    private HongKongMacaoPermit(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("港澳居民来往内地通行证号", "Hong Kong or Macao permit number");

    /// <summary>The 9 characters that name the person on every re-issue: what a token is made from.</summary>
    public string Holder => Text[..9];

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, [MaybeNullWhen(false)] out HongKongMacaoPermit value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.OneOf("HM");
        scanner.Digits(8);
        if (scanner.Remaining > 0)
            scanner.Digits(2);

        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
