using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// E: an easement is live on the unit, on either side. C-62 地役权双方登记: it stands on both units and passes with them; a waiver
/// of the title needs its holder's consent.
/// </summary>
internal sealed class LiveEasement : IRestriction
{
    public static readonly Rule C62 = Rule.Reject("C-62", "地役权双方登记", "easement on both units", "民法典 374, 377, 380");

    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.E;

    /// <inheritdoc/>
    public Rule Rule => C62;

    /// <inheritdoc/>
    public EncumbranceKind? Kind => EncumbranceKind.Easement;

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        var page = disposal.Unit.Encumbrances;
        foreach (var row in page.Body?.Easements ?? [])
        {
            if (row.Proof.Equals(disposal.Replaces) || !judgement.Instants.Any(row.Span().CountsAt))
                continue;
            if (cell.ByMortgage && disposal.Act.Consents.Any(consent => consent.Of == row.Proof.Number))
                continue;
            judgement.About(disposal.Unit.Code, row.Proof.Number);
            judgement.Fail(
                C62,
                cell.Severity ?? Severity.Reject,
                new($"单元{disposal.Unit.Code}有地役权（{CodeNames.Of(row.Side)?.Chinese}）", $"unit {disposal.Unit.Code} has an easement ({CodeNames.Of(row.Side)?.English})"),
                cell.ByMortgage
                    ? new("请取得地役权人的书面同意", "state the written consent of the easement's holder")
                    : new("地役权随单元继续存在；请核对", "the easement goes on with the unit: check it"),
                page.Says(CertificateNumber.Name, Labels.Certificate(row.Proof)),
                page.Says(new("另一方单元", "other unit"), row.OtherUnit),
                page.Says(new("期限至（不含）", "until, exclusive"), Labels.Date(row.Until)));
        }
    }
}
