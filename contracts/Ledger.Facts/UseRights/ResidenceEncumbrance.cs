using Ledger.V1;

namespace Ledger.Facts;

/// <summary>Rights of residence (居住权) on an encumbrance page.</summary>
internal sealed class ResidenceEncumbrance : IEncumbranceKind
{
    /// <inheritdoc/>
    public EncumbranceKind Kind => EncumbranceKind.Residence;

    /// <inheritdoc/>
    public Wording Row => new("居住权行", "right-of-residence row");

    /// <inheritdoc/>
    public IEnumerable<Encumbrance> At(UnitCode unit, EncumbrancePage page, Day day)
        => page.Residences.Where(row => !row.Span().IsOverOn(day)).Select(row => RowWords.Of(
            unit,
            Kind,
            row,
            row.Span(),
            day,
            new("居住权", "right of residence"),
            RowWords.Proof(row.Proof),
            new($"范围：{RowWords.Name(row.Scope).Chinese}", $"scope: {RowWords.Name(row.Scope).English}"),
            RowWords.Date(row.From, "自", "from"),
            row.Until == 0 ? new("终身", "for life") : RowWords.Last(row.Until, "至", "to")));

    /// <inheritdoc/>
    public IEnumerable<DocumentRoot?> Documents(EncumbrancePage page) => page.Residences.Select(static row => row.Document);
}
