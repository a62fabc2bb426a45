using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The contracts and instruments by which a unit changed hands, in the order of their recordings.</summary>
internal static class TitleBases
{
    /// <summary>Those of a title; of one that profile 1 wrote the last alone is known.</summary>
    public static IReadOnlyList<TitleBasis> Of(TitlePage title)
    {
        if (title.Bases.Count > 0)
            return title.Bases;
        var last = title.Basis.Length > 0 ? title.Basis : title.ContractNumber;
        return last.Length > 0 ? [new() { Number = last, RecordingMs = RecordedBy(title) }] : [];
    }

    /// <summary>Those of a title, read.</summary>
    public static IReadOnlyList<(Basis Basis, ulong RecordingMs)> Read(Book book, TitlePage? title)
        => title is null ? [] : [.. Of(title).Select(known => (Basis.Read(book, known.Number), known.RecordingMs))];

    // A page of profile 1 knows the day alone.
    private static ulong RecordedBy(TitlePage title)
        => title.RecordingMs != 0 ? title.RecordingMs : (ulong)Day.FromNumber(title.RecordingDate).AddDays(1).StartMilliseconds - 1;
}
