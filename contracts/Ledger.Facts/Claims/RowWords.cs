using Ledger.V1;

namespace Ledger.Facts;

/// <summary>Parts of encumbrances' words.</summary>
internal static class RowWords
{
    /// <summary>A row in words, and whether it starts only after the day asked about.</summary>
    public static Encumbrance Of(
        UnitCode unit, EncumbranceKind kind, Google.Protobuf.IMessage row, RowSpan span, Day day, Wording name, params ReadOnlySpan<Wording?> parts)
    {
        var (chinese, english) = (name.Chinese, name.English);
        foreach (var part in parts)
        {
            if (part is not null)
                (chinese, english) = ($"{chinese}，{part.Chinese}", $"{english}, {part.English}");
        }

        return new(unit, kind, new(chinese, english), row, span.StartsAfter(day));
    }

    /// <summary>The proof of registration; null for a row without one.</summary>
    public static Wording? Proof(CertificateId? proof) => proof is { Number.Length: > 0 } ? new($"登记证明{proof.Number}", $"proof {proof.Number}") : null;

    /// <summary>A stored day with what it is; null for none.</summary>
    public static Wording? Date(uint number, string chinese, string english)
        => Day.TryFromNumber(number, out var day, out _) ? new($"{chinese}{day}", $"{english} {day}") : null;

    /// <summary>The day before a stored one, for what is stored as the day after the last; null for none.</summary>
    public static Wording? Last(uint after, string chinese, string english)
        => Day.TryFromNumber(after, out var day, out _) ? new($"{chinese}{day.AddDays(-1)}", $"{english} {day.AddDays(-1)}") : null;

    /// <summary>The day of an instant of recording; null for a row of the old book.</summary>
    public static Wording? Recorded(ulong milliseconds)
        => milliseconds != 0 && Day.TryAt(milliseconds, out var day) ? new($"{day}登簿", $"recorded {day}") : null;

    /// <summary>A code by its name; by its number where it has none.</summary>
    public static Wording Name(Enum code) => CodeNames.Of(code) ?? new($"代码{code:D}", $"code {code:D}");
}
