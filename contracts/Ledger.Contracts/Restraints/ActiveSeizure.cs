using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>S: a seizure is in force on the unit. One of another's holding is only confirmed (C-29).</summary>
internal sealed class ActiveSeizure : IRestriction
{
    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.S;

    /// <inheritdoc/>
    public Rule Rule => SeizedUnit.C29;

    /// <inheritdoc/>
    public IReadOnlyList<Rule> FurtherRules => SeizureColumn.Further;

    /// <inheritdoc/>
    public EncumbranceKind? Kind => EncumbranceKind.Seizure;

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell) => Check(judgement, disposal, cell.Severity ?? Severity.Reject);

    /// <summary>The same in a flow whose row asks for nothing: what the act does not end itself stands in its way all the same.</summary>
    public static void CheckOthers(Judgement judgement, Disposal disposal)
    {
        judgement.About(disposal.Unit.Code);
        Check(judgement, disposal, Severity.Exception);
        ActivePreSeizure.Check(judgement, disposal, Severity.Exception);
        judgement.About("");
    }

    private static void Check(Judgement judgement, Disposal disposal, Severity severity)
        => SeizureColumn.Check(judgement, disposal, disposal.Unit.Encumbrances, SeizedUnit.C29, (row, stops) => row.Kind switch
        {
            SeizureKind.PreSeizure => null,
            _ when stops || severity == Severity.Information => severity,
            _ => Severity.Warning,
        });
}
