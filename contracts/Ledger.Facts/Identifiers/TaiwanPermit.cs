using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>Mainland travel permit of a Taiwan resident (台胞证), 8 digits. Personal data.</summary>
public sealed record TaiwanPermit : TextFact<TaiwanPermit>, IFact<TaiwanPermit>
{
    private TaiwanPermit(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("台湾居民来往大陆通行证号", "Taiwan permit number");

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
}
