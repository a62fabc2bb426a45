using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What the ledger knows of one unit: its title, its encumbrances and those of its parcels, and its contract.</summary>
internal sealed class UnitPages
{
    private UnitPages(
        string code,
        PageView<TitlePage> title, PageView<EncumbrancePage> encumbrances, IReadOnlyList<PageView<EncumbrancePage>> parcels, PageView<DealPage> deal)
        => (Code, Title, Encumbrances, Parcels, Deal) = (code, title, encumbrances, parcels, deal);

    /// <summary>The unit's code.</summary>
    public string Code { get; }

    /// <summary>Its title page.</summary>
    public PageView<TitlePage> Title { get; }

    /// <summary>Its encumbrance page.</summary>
    public PageView<EncumbrancePage> Encumbrances { get; }

    /// <summary>The encumbrance pages of the parcels it stands on; none for a parcel.</summary>
    public IReadOnlyList<PageView<EncumbrancePage>> Parcels { get; }

    /// <summary>The active contract on it.</summary>
    public PageView<DealPage> Deal { get; }

    /// <summary>The title if it is live (现势).</summary>
    public TitlePage? LiveTitle => Title.Body is { Status: TitleStatus.Registered } title ? title : null;

    /// <summary>Reads the pages of a unit.</summary>
    /// <param name="book">The state.</param>
    /// <param name="code">The unit's code.</param>
    /// <param name="parcels">Parcels that the event itself names; those of the page otherwise.</param>
    public static UnitPages Read(Book book, string code, IEnumerable<string>? parcels = null)
    {
        var encumbrances = book.Encumbrances(code);
        var own = encumbrances.Body?.Parcels;
        IEnumerable<string> on = parcels is null && own is null or { Count: <= 1 }
            ? own ?? []
            : (parcels ?? []).Union(own ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new(code, book.Title(code), encumbrances, [.. on.Select(book.Encumbrances)], book.Deal(code));
    }
}
