using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of a printed tax payment certificate (税收完税证明, 契税完税凭证), 18 or 20 digits; another number than the ticket's.
/// </summary>
public sealed record VoucherNumber : TextFact<VoucherNumber>, IFact<VoucherNumber>
{
    private VoucherNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("完税凭证号码", "tax voucher number");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out VoucherNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.Digits(18);
        if (scanner.Remaining > 0)
            scanner.Digits(2);
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }
}
