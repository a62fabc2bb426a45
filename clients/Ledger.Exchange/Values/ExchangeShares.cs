using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Shares as messages write them: 50%, 1/2, 0.5, 100.</summary>
public static class ExchangeShares
{
    /// <summary>Reads a share; a number above 1 without a sign is one of percent.</summary>
    public static bool TryRead(string text, out Share share)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = Canonicalize.Fold(string.Concat(text.Where(static c => !char.IsWhiteSpace(c))));
        return Share.TryParse(clean, out share, out _) || (!clean.Contains('/', StringComparison.Ordinal) && Share.TryParse(clean + "%", out share, out _));
    }
}
