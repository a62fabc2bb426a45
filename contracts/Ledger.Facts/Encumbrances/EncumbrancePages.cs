using Ledger.V1;

namespace Ledger.Facts;

/// <summary>What an encumbrance page knows, of whichever profile it is.</summary>
public static class EncumbrancePages
{
    /// <summary>
    /// The day since which the page knows every encumbrance of a kind. Profile 2 states one day per kind; a page of profile 1
    /// states one day for the kinds it records.
    /// </summary>
    /// <returns>Null when the kind was never completed from the old book, or the book was never opened.</returns>
    /// <exception cref="FactFormatException">The day does not exist.</exception>
    public static Day? SinceOf(this EncumbrancePage page, EncumbranceKind kind)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Since.FirstOrDefault(known => known.Kind == kind) is { } since)
            return Day.FromNumber(since.Day);
        return page.Origin != Origin.NotOpened && page.Kinds.Contains(kind) ? Day.FromNumber(page.CompleteSince) : null;
    }

    /// <summary>Whether the page records a kind at all, completed from the old book or not.</summary>
    public static bool Records(this EncumbrancePage page, EncumbranceKind kind)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.Kinds.Contains(kind) || page.Since.Any(known => known.Kind == kind);
    }

    /// <summary>States since when a kind is known.</summary>
    public static void Complete(this EncumbrancePage page, EncumbranceKind kind, Day since)
    {
        ArgumentNullException.ThrowIfNull(page);
        List<KindSince> known =
            [.. page.Since.Where(known => known.Kind != kind).Append(new() { Kind = kind, Day = since.Number }).OrderBy(static known => known.Kind)];
        page.Since.Clear();
        page.Since.AddRange(known);
    }
}
