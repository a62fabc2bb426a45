using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>K: a lock counts. C-63 已锁定: what an authority has locked is not disposed of, the unit or a parcel it stands on.</summary>
internal sealed class CountingLock : IRestriction
{
    public static readonly Rule C63 = Rule.Except("C-63", "已锁定", "locked", "registry practice");

    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.K;

    /// <inheritdoc/>
    public Rule Rule => C63;

    /// <inheritdoc/>
    public EncumbranceKind? Kind => EncumbranceKind.Lock;

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        foreach (var page in disposal.Unit.Parcels.Prepend(disposal.Unit.Encumbrances))
        {
            foreach (var row in page.Body?.Locks ?? [])
            {
                if (judgement.Instants.Any(row.Span().CountsAt))
                    Fail(judgement, disposal, cell.Severity ?? Severity.Reject, page, row);
            }
        }
    }

    private static void Fail(Judgement judgement, Disposal disposal, Severity severity, PageView<EncumbrancePage> page, LockRow row)
    {
        judgement.About(disposal.Unit.Code, row.DocumentNumber);
        judgement.Fail(
            C63,
            severity,
            new($"单元{disposal.Unit.Code}已锁定（{CodeNames.Of(row.Kind)?.Chinese}，{page.Body!.UnitCode}）",
                $"unit {disposal.Unit.Code} is locked ({CodeNames.Of(row.Kind)?.English}, on {page.Body.UnitCode})"),
            severity == Severity.Warning
                ? new("请核对锁定事由后确认继续", "check the lock, then acknowledge C-63")
                : new("请待锁定机关解锁后再办理，或申请例外批准", "wait until the authority removes the lock, or have an exception approved"),
            page.Says(AuthorityDocumentNumber.Name, row.DocumentNumber),
            page.Says(new("锁定机关", "locking authority"), row.Authority),
            page.Says(new("锁定期限", "in force"), $"{Labels.Date(row.From)} – {(row.Until == 0 ? "" : Labels.Date(row.Until))}"));
    }
}
