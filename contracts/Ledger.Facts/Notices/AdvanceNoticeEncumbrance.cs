using Ledger.V1;

namespace Ledger.Facts;

/// <summary>Advance notices (预告登记) on an encumbrance page.</summary>
internal sealed class AdvanceNoticeEncumbrance : IEncumbranceKind
{
    /// <inheritdoc/>
    public EncumbranceKind Kind => EncumbranceKind.AdvanceNotice;

    /// <inheritdoc/>
    public Wording Row => new("预告登记行", "advance notice row");

    /// <inheritdoc/>
    public IEnumerable<Encumbrance> At(UnitCode unit, EncumbrancePage page, Day day)
        => page.Notices.Where(row => !row.Span().IsOverOn(day)).Select(row => RowWords.Of(
            unit,
            Kind,
            row,
            row.Span(),
            day,
            RowWords.Name(row.Kind),
            RowWords.Proof(row.Proof),
            row.Basis.Length > 0 ? new($"依据{row.Basis}", $"basis {row.Basis}") : null,
            row.Mortgage is { } mortgage
                ? new($"抵押权人{mortgage.Mortgagee}，合同{mortgage.ContractNumber}", $"mortgagee {mortgage.Mortgagee}, contract {mortgage.ContractNumber}")
                : null,
            Money.TryFromFen(row.AmountFen, out var amount, out _) && row.AmountFen > 0
                ? new($"金额{amount.ToDisplay().Chinese}", $"amount {amount.ToDisplay().English}")
                : null,
            row.Restricted ? new("约定禁止或限制转让", "transfer restricted") : null,
            RowWords.Recorded(row.RecordingMs),
            RowWords.Last(row.Lapses, "有效至", "counts through")));

    /// <inheritdoc/>
    public IEnumerable<DocumentRoot?> Documents(EncumbrancePage page) => page.Notices.Select(static row => row.Document);
}
