using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// One kind of encumbrance: what its rows on an encumbrance page mean. Claims, certificates and rules loop over
/// <see cref="EncumbranceKinds.All"/>, so a further kind is one further file.
/// </summary>
public interface IEncumbranceKind
{
    /// <summary>The kind.</summary>
    EncumbranceKind Kind { get; }

    /// <summary>What one of its rows is called.</summary>
    Wording Row { get; }

    /// <summary>The rows of a page that have not lapsed on a day, in page order, in words.</summary>
    /// <param name="unit">The unit or parcel whose page it is.</param>
    /// <param name="page">The page.</param>
    /// <param name="day">Day of UTC+8.</param>
    /// <exception cref="FactFormatException">A row contradicts itself.</exception>
    IEnumerable<Encumbrance> At(UnitCode unit, EncumbrancePage page, Day day);

    /// <summary>The documents that its rows rest on, in page order; null for a row without one.</summary>
    IEnumerable<DocumentRoot?> Documents(EncumbrancePage page);
}
