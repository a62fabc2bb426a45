using Ledger.V1;

namespace Ledger.Facts;

/// <summary>Objections to the book (异议登记) on an encumbrance page.</summary>
internal sealed class ObjectionEncumbrance : IEncumbranceKind
{
    /// <inheritdoc/>
    public EncumbranceKind Kind => EncumbranceKind.Objection;

    /// <inheritdoc/>
    public Wording Row => new("异议登记行", "objection row");

    /// <inheritdoc/>
    public IEnumerable<Encumbrance> At(UnitCode unit, EncumbrancePage page, Day day)
        => page.Objections.Where(row => !row.Span().IsOverOn(day)).Select(row => RowWords.Of(
            unit,
            Kind,
            row,
            row.Span(),
            day,
            new("异议登记", "objection"),
            RowWords.Proof(row.Proof),
            new($"理由{row.Ground}", $"ground {row.Ground}"),
            RowWords.Date(row.Entered, "登记于", "entered"),
            row.SuitFiled != 0 ? RowWords.Date(row.SuitFiled, "起诉于", "suit filed") : RowWords.Last(row.Lapses, "有效至", "counts through")));

    /// <inheritdoc/>
    public IEnumerable<DocumentRoot?> Documents(EncumbrancePage page) => page.Objections.Select(static row => row.Document);
}
