using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>补正: what is missing is asked for, and the clock stands still until it came in.</summary>
internal sealed class SupplementRequestedFlow() : CaseStepFlow<SupplementRequested>(new("补正", "request for a supplement"))
{
    /// <inheritdoc/>
    protected override CaseState[] AllowedIn => [CaseState.Accepted, CaseState.Reviewed];

    /// <inheritdoc/>
    protected override void CheckStepShape(Shape shape, SupplementRequested e)
    {
        for (var i = 0; i < e.Missing.Count; i++)
            shape.Identifier<ReasonCode>(e.Missing[i], $"missing[{i}]");
        shape.Sorted(e.Missing, string.CompareOrdinal, "missing");
    }

    /// <inheritdoc/>
    protected override void Change(CasePage page, SupplementRequested e) => CaseStops.Stop(page, CaseState.Supplement, e.Date);
}
