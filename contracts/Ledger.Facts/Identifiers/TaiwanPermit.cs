using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>Mainland travel permit of a Taiwan resident (台胞证), 8 digits. Personal data.</summary>
public sealed record TaiwanPermit : IFact<TaiwanPermit>
{
    private readonly string _text;

    private TaiwanPermit(string text) => _text = text;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("台湾居民来往大陆通行证号", "Taiwan permit number");

    /// <summary>Reads a number.</summary>
    /// <exception cref="FactFormatException">Not a permit number.</exception>
    public static TaiwanPermit Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out TaiwanPermit value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.Digits(8);
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <summary>The number as on the card.</summary>
    public override string ToString() => _text;
}
