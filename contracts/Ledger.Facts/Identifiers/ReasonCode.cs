using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// A code that names a reason on the ledger, where free text has no place: an upper-case letter and 1 to 31 of 0-9, A-Z,
/// underscore and hyphen.
/// </summary>
public sealed record ReasonCode : TextFact<ReasonCode>, IFact<ReasonCode>
{
    private ReasonCode(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("理由代码", "reason code");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out ReasonCode value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.OneOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ", new("大写字母", "an upper-case letter"));
        for (var i = 1; i < 32 && (i < 2 || scanner.Remaining > 0); i++)
            scanner.OneOf(CheckCharacters.Alphanumeric + "_-", new("0-9、A-Z、下划线或连字符", "0-9, A-Z, an underscore or a hyphen"));
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
