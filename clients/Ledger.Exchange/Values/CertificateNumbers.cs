using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Certificate and proof numbers as messages write them: half-width brackets, blanks, several joined, a mark of cancellation.</summary>
public static class CertificateNumbers
{
    private static readonly char[] Joints = [',', '，', '、', ';', '；', '/'];
    private static readonly string[] Ended = ["(销)", "（销）", "(注销)", "（注销）"];

    /// <summary>The numbers in a value, in canonical form where it is one, each once.</summary>
    public static IReadOnlyList<string> Split(string? value) => value is null ? [] : [.. value
        .Split(Joints, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(Canonical)
        .Where(static number => number.Length > 0)
        .Distinct(StringComparer.Ordinal)];

    /// <summary>Numbers joined as messages join them.</summary>
    public static string Join(IEnumerable<string> numbers) => string.Join(',', numbers);

    /// <summary>The canonical form of a number: full-width brackets, no blanks, the city's short name. Of another number what stands there.</summary>
    public static string Canonical(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        var text = string.Concat(number.Where(static c => !char.IsWhiteSpace(c)));
        foreach (var mark in Ended)
        {
            if (text.EndsWith(mark, StringComparison.Ordinal))
                text = text[..^mark.Length];
        }

        return Canonicalize.TryParse<CertificateNumber>(text, out var canonical, out _) ? canonical.ToString() : text;
    }
}
