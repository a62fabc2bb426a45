using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of a bank branch in the payment system (联行号), 12 digits.
/// </summary>
public sealed record BankNumber : IFact<BankNumber>
{
    private readonly string _text;

    private BankNumber(string text) => _text = text;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("联行号", "bank number");

    /// <summary>Reads a bank number.</summary>
    /// <exception cref="FactFormatException">Not a bank number.</exception>
    public static BankNumber Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out BankNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.Digits(12);
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <summary>The canonical text.</summary>
    public override string ToString() => _text;
}
