namespace Ledger.Facts;

/// <summary>
/// The beginnings that the county-level division code of a unit (GB/T 2260, 6 digits) may have. A set and not one code:
/// Dongguan has no districts, its code is 441900, yet codes such as 441903 are in use.
/// </summary>
public sealed class DivisionPrefixes
{
    private readonly string[] prefixes;

    /// <summary>A set of prefixes.</summary>
    /// <param name="prefixes">Each of 0 to 6 ASCII digits; the empty one allows every division.</param>
    /// <exception cref="ArgumentException">No prefix, or one that is not 0 to 6 digits.</exception>
    public DivisionPrefixes(params IEnumerable<string> prefixes)
    {
        ArgumentNullException.ThrowIfNull(prefixes);
        this.prefixes = [.. prefixes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (this.prefixes.Length == 0 || this.prefixes.Any(p => p.Length > 6 || !p.All(char.IsAsciiDigit)))
            throw new ArgumentException("Division prefixes are one or more texts of at most 6 digits.", nameof(prefixes));
    }

    /// <summary>Every division of the country.</summary>
    public static DivisionPrefixes Any { get; } = new("");

    /// <summary>Whether a code may begin with these characters.</summary>
    public bool Allows(ReadOnlySpan<char> division)
    {
        foreach (var prefix in prefixes)
        {
            if (division.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The prefixes, sorted and separated by commas, <c>x</c> for a free digit: <c>4419xx</c>.</summary>
    public override string ToString() => string.Join(", ", prefixes.Select(p => p.PadRight(6, 'x')));
}
