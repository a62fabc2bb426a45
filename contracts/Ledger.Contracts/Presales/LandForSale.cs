using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What stands on the land against a pre-sale permit: a seizure (C-29), a lock (C-63).</summary>
/// <remarks>A permit is no flow of registration and has no row in the severity matrix; its own severities stand here.</remarks>
internal static class LandForSale
{
    private static readonly MatrixColumn[] Columns = [MatrixColumn.S, MatrixColumn.P, MatrixColumn.K];

    /// <summary>The rules that a permit's land is asked under, refusing.</summary>
    public static IReadOnlyList<RuleInFlow> Rules =>
        [.. Restrictions.Two.Where(static restriction => Columns.Contains(restriction.Column))
            .Select(static restriction => new RuleInFlow(restriction.Rule, Severity.Reject))];

    /// <summary>Notes what stands on the land.</summary>
    public static void Check(Judgement judgement, Disposal land)
    {
        judgement.About(land.Unit.Code);
        foreach (var restriction in judgement.Profile.Restrictions.Where(static restriction => Columns.Contains(restriction.Column)))
            restriction.Check(judgement, land, new(Severity.Reject));
        judgement.About("");
    }
}
