using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Serial that is printed on the paper of a certificate (权证印刷序列号): the province's 2 digits and 9 more. It is another number
/// than the certificate's; a misprinted paper has one too.
/// </summary>
public sealed record PrintedSerialNumber : TextFact<PrintedSerialNumber>, IFact<PrintedSerialNumber>
{
    private PrintedSerialNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("权证印刷序列号", "printed serial number");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out PrintedSerialNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.Digits(11);
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }
}
