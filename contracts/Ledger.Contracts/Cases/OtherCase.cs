using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-04 不得正在办理其他登记 (column J): no case of another acceptance is open on the unit.</summary>
internal sealed class OtherCase : IRestriction
{
    public static readonly Rule C04 = Rule.Reject("C-04", "不得正在办理其他登记", "no other case in progress", "registry practice");

    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.J;

    /// <inheritdoc/>
    public Rule Rule => C04;

    /// <summary>Whether a case of this flow stands in nobody's way: seizures, objections, cancelled mortgages and use rights.</summary>
    public static bool IsHarmless(FlowCode flow)
        => FlowGroups.IsSeizure(flow) || FlowGroups.IsObjection(flow) || flow is FlowCode.M9 or FlowCode.F903;

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
        => Check(judgement, disposal.Desk, disposal.Unit.Code, disposal.Case, cell.Severity ?? Severity.Reject);

    /// <summary>Notes every case of another acceptance that is open on a unit.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="desk">The unit's desk.</param>
    /// <param name="unitCode">The unit.</param>
    /// <param name="acceptance">Acceptance number of the act's own case; empty for none.</param>
    /// <param name="severity">What it does here.</param>
    public static void Check(Judgement judgement, PageView<DeskPage> desk, string unitCode, string acceptance, Severity severity)
    {
        foreach (var other in (desk.Body?.Cases ?? []).Where(other => other.AcceptanceNumber != acceptance && !other.Flows.All(IsHarmless)))
        {
            judgement.Fail(
                C04,
                severity,
                new($"单元{unitCode}正在办理其他登记", $"another case is open on unit {unitCode}"),
                severity == Severity.Information
                    ? new("无需处理；该业务能否继续，由其自身规则判断", "nothing to do: whether that case goes on is judged by its own rules")
                    : new("请待该业务办结，或先撤回", "wait until that case is done, or withdraw it first"),
                desk.Says(AcceptanceNumber.Name, other.AcceptanceNumber),
                desk.Says(new("受理时间", "accepted"), Labels.Instant(other.AcceptanceMs)),
                desk.Says(new("受理事项", "accepted for"), string.Join("、", other.Flows.Select(static flow => FlowCodes.TextOf(flow)))));
        }
    }
}
