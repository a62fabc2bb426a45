using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>H: a right of residence is live. C-61 居住权提示: it goes on under whoever acquires the unit; two of the whole unit exclude one another.</summary>
internal sealed class LiveResidence : IRestriction
{
    public static readonly Rule C61 = Rule.Warn("C-61", "居住权提示", "right of residence", "民法典 366–370");

    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.H;

    /// <inheritdoc/>
    public Rule Rule => C61;

    /// <inheritdoc/>
    public EncumbranceKind? Kind => EncumbranceKind.Residence;

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        var page = disposal.Unit.Encumbrances;
        foreach (var row in page.Body?.Residences ?? [])
        {
            if (row.Proof.Equals(disposal.Replaces) || !judgement.Instants.Any(row.Span().CountsAt))
                continue;
            var severity = disposal.Flow == FlowCode.F901 && (row.Scope != ResidenceScope.Whole || disposal.Residence != ResidenceScope.Whole)
                ? Severity.Warning
                : cell.Severity ?? Severity.Reject;
            judgement.About(disposal.Unit.Code, row.Proof.Number);
            judgement.Fail(
                C61,
                severity,
                new($"单元{disposal.Unit.Code}存在居住权", $"unit {disposal.Unit.Code} has a right of residence"),
                severity is Severity.Warning or Severity.Information
                    ? new("居住权继续存在；请告知当事人并确认", "the right goes on: tell the parties, then acknowledge C-61")
                    : new("请先注销居住权", "cancel the right of residence first"),
                page.Says(CertificateNumber.Name, Labels.Certificate(row.Proof)),
                page.Says(new("居住权人", "holders"), Labels.Parties(row.Holders)),
                page.Says(new("范围", "scope"), row.Scope),
                page.Says(new("期限至（不含）", "until, exclusive"), row.Until == 0 ? Labels.Text(new("终身", "for life")) : Labels.Date(row.Until)));
        }
    }
}
