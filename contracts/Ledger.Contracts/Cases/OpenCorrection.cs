using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-39 更正登记未结 (column C): while a correction is open on the unit its other registrations wait.</summary>
internal sealed class OpenCorrection : IRestriction
{
    public static readonly Rule C39 = Rule.Reject("C-39", "更正登记未结", "correction open", "不动产登记暂行条例实施细则 79–81");

    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.C;

    /// <inheritdoc/>
    public Rule Rule => C39;

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        if (disposal.Desk.Body is not { Correction.Length: > 0 } desk || desk.Correction == disposal.Case)
            return;
        judgement.Fail(
            C39,
            cell.Severity ?? Severity.Reject,
            new($"单元{disposal.Unit.Code}的更正登记未结", $"a correction of unit {disposal.Unit.Code} is open"),
            new("请待更正登记办结", "wait until the correction is recorded"),
            disposal.Desk.Says(new("更正业务", "case of the correction"), desk.Correction));
    }
}
