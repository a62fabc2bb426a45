using Ledger.V1;

namespace Ledger.Export;

/// <summary>The books of the units, and what else records tell of cases and instruments.</summary>
internal sealed class BookShelf
{
    private readonly Dictionary<string, UnitBook> books = new(StringComparer.Ordinal);

    /// <summary>Steps of cases.</summary>
    public CaseRecords Cases { get; } = new();

    /// <summary>Kinds of instruments by number.</summary>
    public Dictionary<string, InstrumentKind> Instruments { get; } = new(StringComparer.Ordinal);

    /// <summary>The book of a unit; an empty one for a unit not told of yet.</summary>
    public UnitBook Of(string unit)
    {
        if (!books.TryGetValue(unit, out var book))
            books[unit] = book = new(unit);
        return book;
    }

    /// <summary>Puts the book of a unit that comes to be of another.</summary>
    public UnitBook Put(UnitBook book) => books[book.Unit] = book;
}
