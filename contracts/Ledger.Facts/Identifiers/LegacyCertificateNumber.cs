using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.Facts;

/// <summary>
/// Number of a certificate from before the unified registration, e.g. 粤房地权证莞字第…号 or 东府国用(2008)第…号. It is free
/// text and so never stands on the ledger: only its hash does, the text is a salted field of the document.
/// </summary>
public sealed record LegacyCertificateNumber : TextFact<LegacyCertificateNumber>, IFact<LegacyCertificateNumber>
{
    /// <summary>Longest text accepted, in UTF-16 units.</summary>
    public const int MaximumLength = 64;

    private LegacyCertificateNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("旧版权属证书号", "legacy certificate number");

    /// <summary>SHA-256 of the canonical text in UTF-8: what the ledger holds.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(Text));

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, [MaybeNullWhen(false)] out LegacyCertificateNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.AtMost(MaximumLength);
        if (string.IsNullOrEmpty(text))
            scanner.Fail(0, new("证书号", "a certificate number"));

        // Characters beyond the first plane are two units, such as rare ideographs of places.
        for (var i = 0; i < text?.Length && !scanner.Failed; i++)
        {
            var start = i;
            var character = NormalForm.At(text, ref i);
            if (character < 0x10000
                && (char.IsControl((char)character) || char.IsSurrogate((char)character) || Fold(text[start..(i + 1)]) != text[start..(i + 1)]))
            {
                scanner.Fail(start, new("规范字符（无空白，括号全角，其余半角）", "canonical text (no white space, full-width brackets, all else half-width)"));
            }
        }

        if (!scanner.Failed && UnwantedCharacter.InName(text!, Name) is { } unwanted)
        {
            (error, value) = (unwanted, null);
            return false;
        }

        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldBrackets"/>
    public static string Fold(string text) => Canonicalize.FoldBrackets(text);
}
