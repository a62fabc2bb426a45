using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of a fully digital invoice (数电发票), 20 digits.
/// </summary>
public sealed record InvoiceNumber : TextFact<InvoiceNumber>, IFact<InvoiceNumber>
{
    private InvoiceNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("数电发票号码", "invoice number");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out InvoiceNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.Exactly(20);
        scanner.Digits(20);
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }
}
