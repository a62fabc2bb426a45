using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Electronic tax ticket number (电子税票号码), 18 or 20 digits, unique at the collecting organ: one payment. Without a public
/// check digit. Always a text: 18 digits exceed what a JSON number holds exactly.
/// </summary>
public sealed record TicketNumber : TextFact<TicketNumber>, IFact<TicketNumber>
{
    private TicketNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("电子税票号码", "tax ticket number");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out TicketNumber value, [NotNullWhen(false)] out FormatError? error)
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
