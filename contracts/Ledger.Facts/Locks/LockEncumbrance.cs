using Ledger.V1;

namespace Ledger.Facts;

/// <summary>Administrative locks (锁定) on an encumbrance page.</summary>
internal sealed class LockEncumbrance : IEncumbranceKind
{
    /// <inheritdoc/>
    public EncumbranceKind Kind => EncumbranceKind.Lock;

    /// <inheritdoc/>
    public Wording Row => new("锁定行", "lock row");

    /// <inheritdoc/>
    public IEnumerable<Encumbrance> At(UnitCode unit, EncumbrancePage page, Day day)
        => page.Locks.Where(row => !row.Span().IsOverOn(day)).Select(row => RowWords.Of(
            unit,
            Kind,
            row,
            row.Span(),
            day,
            new($"锁定（{RowWords.Name(row.Kind).Chinese}）", $"administrative lock ({RowWords.Name(row.Kind).English})"),
            new($"机关{row.Authority}", $"authority {row.Authority}"),
            new($"文号{row.DocumentNumber}", $"document {row.DocumentNumber}"),
            RowWords.Date(row.From, "自", "from"),
            RowWords.Last(row.Until, "至", "to")));

    /// <inheritdoc/>
    public IEnumerable<DocumentRoot?> Documents(EncumbrancePage page) => page.Locks.Select(static row => row.Document);
}
