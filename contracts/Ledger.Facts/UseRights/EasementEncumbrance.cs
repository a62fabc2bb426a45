using Ledger.V1;

namespace Ledger.Facts;

/// <summary>Easements (地役权) on an encumbrance page: what the unit bears. What it enjoys is no burden, but stands on the page too.</summary>
internal sealed class EasementEncumbrance : IEncumbranceKind
{
    /// <inheritdoc/>
    public EncumbranceKind Kind => EncumbranceKind.Easement;

    /// <inheritdoc/>
    public Wording Row => new("地役权行", "easement row");

    /// <inheritdoc/>
    public IEnumerable<Encumbrance> At(UnitCode unit, EncumbrancePage page, Day day)
        => page.Easements.Where(row => row.Side != EasementSide.Dominant && !row.Span().IsOverOn(day)).Select(row => RowWords.Of(
            unit,
            Kind,
            row,
            row.Span(),
            day,
            new("地役权（供役地）", "easement (servient)"),
            RowWords.Proof(row.Proof),
            new($"需役地{row.OtherUnit}", $"dominant unit {row.OtherUnit}"),
            new($"用途{row.Purpose}", $"purpose {row.Purpose}"),
            RowWords.Date(row.From, "自", "from"),
            RowWords.Last(row.Until, "至", "to")));

    /// <inheritdoc/>
    public IEnumerable<DocumentRoot?> Documents(EncumbrancePage page) => page.Easements.Select(static row => row.Document);
}
