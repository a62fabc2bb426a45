using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of a fully digital invoice (数电发票), 20 digits.
/// </summary>
public sealed record InvoiceNumber : IFact<InvoiceNumber>
{
    private readonly string _text;

    private InvoiceNumber(string text) => _text = text;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("数电发票号码", "invoice number");

    /// <summary>Reads a invoice number.</summary>
    /// <exception cref="FactFormatException">Not a invoice number.</exception>
    public static InvoiceNumber Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out InvoiceNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.Digits(20);
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <summary>The canonical text.</summary>
    public override string ToString() => _text;
}
