namespace Ledger.Facts;

/// <summary>
/// The check-character systems of the identifiers. Each finds every single wrong character; that of Taiwan not where two digits differ by 5.
/// </summary>
internal static class CheckCharacters
{
    public const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Alphabet of GB 32100: no I, O, S, V, Z.</summary>
    public const string CreditCodeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static ReadOnlySpan<byte> CitizenWeights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private static ReadOnlySpan<byte> CreditCodeWeights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private static ReadOnlySpan<byte> OrganisationWeights => [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>ISO 7064 MOD 11-2 over 17 digits (GB 11643).</summary>
    public static char Mod11Dash2(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < CitizenWeights.Length; i++)
            sum += (digits[i] - '0') * CitizenWeights[i];

        return "10X98765432"[sum % 11];
    }

    /// <summary>GB 32100: Σ Cᵢ·3^(i−1), 31 − (Σ mod 31), 31 → 0, over the first 17 characters.</summary>
    public static char CreditCode(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < CreditCodeWeights.Length; i++)
            sum += CreditCodeAlphabet.IndexOf(body[i], StringComparison.Ordinal) * CreditCodeWeights[i];

        return CreditCodeAlphabet[(31 - (sum % 31)) % 31];
    }

    /// <summary>GB 11714: 11 − (Σ Cᵢ·Wᵢ mod 11), 10 → X, 11 → 0, over 8 characters.</summary>
    public static char OrganisationCode(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < OrganisationWeights.Length; i++)
            sum += Alphanumeric.IndexOf(body[i], StringComparison.Ordinal) * OrganisationWeights[i];

        return (11 - (sum % 11)) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }

    /// <summary>ISO 7064 MOD 11,10 (hybrid) over digits (GS 15-2006).</summary>
    public static char Mod11Hybrid10(ReadOnlySpan<char> digits)
    {
        var p = 10;
        foreach (var c in digits)
        {
            var s = (p + (c - '0')) % 10;
            p = (s == 0 ? 10 : s) * 2 % 11;
        }

        return (char)('0' + ((11 - p) % 10));
    }

    /// <summary>
    /// Hong Kong identity card: letters from A = 10, a missing first letter counts 36, weights 9 to 2 and 1 for the check character, the
    /// sum a multiple of 11; A for ten.
    /// </summary>
    public static char HongKong(ReadOnlySpan<char> body)
    {
        var sum = body.Length == 7 ? 36 * 9 : 0;
        for (var i = 0; i < body.Length; i++)
            sum += Alphanumeric.IndexOf(body[i], StringComparison.Ordinal) * (body.Length + 1 - i);

        return (11 - (sum % 11)) switch { 10 => 'A', 11 => '0', var digit => (char)('0' + digit) };
    }

    /// <summary>Taiwan identity card: the letter's value as two digits, weights 1, 9, 8 to 1, and 1 for the check digit, the sum a multiple of 10.</summary>
    public static char Taiwan(ReadOnlySpan<char> body)
    {
        var letter = TaiwanIdentityCard.Letters.IndexOf(body[0], StringComparison.Ordinal) + 10;
        var sum = (letter / 10) + (letter % 10 * 9);
        for (var i = 1; i < body.Length; i++)
            sum += (body[i] - '0') * (9 - i);

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    /// <summary>ISO 7064 MOD 37,36 (hybrid) over 0-9 and A-Z.</summary>
    public static char Mod37Hybrid36(ReadOnlySpan<char> body)
    {
        var p = 36;
        foreach (var c in body)
        {
            var t = (p + Alphanumeric.IndexOf(c, StringComparison.Ordinal)) % 36;
            p = (t == 0 ? 36 : t) * 2 % 37;
        }

        return Alphanumeric[(37 - p) % 36];
    }
}
