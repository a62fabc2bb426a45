using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// P: a pre-seizure is in force on the unit. It does not keep its own debtor from becoming the owner, on whom it then stays
/// (C-29); what ends the debtor's claim, it stops.
/// </summary>
internal sealed class ActivePreSeizure : IRestriction
{
    public static readonly Rule C29 = SeizedUnit.C29 with { Aspect = "pre-seizure" };

    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.P;

    /// <inheritdoc/>
    public Rule Rule => C29;

    /// <inheritdoc/>
    public IReadOnlyList<Rule> FurtherRules => SeizureColumn.Further;

    /// <inheritdoc/>
    public EncumbranceKind? Kind => EncumbranceKind.Seizure;

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell) => Check(judgement, disposal, cell.Severity ?? Severity.Reject);

    /// <summary>Notes the pre-seizures in force.</summary>
    public static void Check(Judgement judgement, Disposal disposal, Severity severity)
        => SeizureColumn.Check(judgement, disposal, disposal.Unit.Encumbrances, C29, (row, stops) => row.Kind switch
        {
            not SeizureKind.PreSeizure => null,
            _ when EndsClaim(disposal.Flow) && row.Debtors.Count > 0 && !row.Debtors.Any(disposal.Takers.Contains) => null,
            _ when Acquires(disposal.Flow) && disposal.IsTakenBy(row.Debtors) => Severity.Warning,
            _ when stops || severity == Severity.Information => severity,
            _ => Severity.Warning,
        });

    // A contract revoked, a notice cancelled: of the buyer or beneficiary only.
    private static bool EndsClaim(FlowCode flow) => flow is FlowCode.K4 or FlowCode.F704;

    private static bool Acquires(FlowCode flow) => FlowGroups.IsSale(flow) || flow is FlowCode.F700 or FlowCode.F701;
}
