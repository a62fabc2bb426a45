using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// O: an objection counts. C-37 异议登记风险提示: it does not stop the disposal, but who goes on states in writing that it knows
/// and bears the risk; the statement's hash stands in the acknowledgement.
/// </summary>
internal sealed class CountingObjection : IRestriction
{
    /// <summary>The only reason with which the warning is accepted.</summary>
    public const string RiskStatement = "RISK_STATEMENT";

    public static readonly Rule C37 = Rule.Warn("C-37", "异议登记风险提示", "objection: risk statement", "民法典 220; 不动产登记暂行条例实施细则 84");

    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.O;

    /// <inheritdoc/>
    public Rule Rule => C37;

    /// <inheritdoc/>
    public EncumbranceKind? Kind => EncumbranceKind.Objection;

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        var page = disposal.Unit.Encumbrances;
        foreach (var row in page.Body?.Objections ?? [])
        {
            if (!judgement.Instants.Any(row.Span().CountsAt))
                continue;
            judgement.Fail(
                C37,
                cell.Severity == Severity.Warning && IsAcceptedWrongly(disposal) ? Severity.Reject : cell.Severity ?? Severity.Reject,
                new($"单元{disposal.Unit.Code}有异议登记", $"unit {disposal.Unit.Code} has an objection"),
                cell.Severity is Severity.Warning or Severity.Information
                    ? new($"请由申请人书面承担风险，以理由{RiskStatement}确认并附书面材料的文件校验值", $"let the applicant bear the risk in writing, and acknowledge C-37 with the reason {RiskStatement} and the hash of the statement")
                    : new("请待异议失效或注销后再办理", "wait until the objection lapses or is cancelled"),
                page.Says(new("异议理由", "ground"), row.Ground),
                page.Says(new("异议申请人", "applicant"), Labels.Party(row.Applicant)),
                page.Says(new("登记日期", "entered"), Labels.Date(row.Entered)),
                page.Says(new("起诉日期", "suit filed"), Labels.Date(row.SuitFiled)));
        }
    }

    private static bool IsAcceptedWrongly(Disposal disposal)
        => disposal.Act.Acknowledgements.Any(acknowledgement => acknowledgement.Rule == C37.Id
            && (acknowledgement.Subject.Length == 0 || acknowledgement.Subject == disposal.Unit.Code)
            && (acknowledgement.Reason != RiskStatement || acknowledgement.Document.IsEmpty));
}
