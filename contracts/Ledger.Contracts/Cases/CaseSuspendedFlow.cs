using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>暂停、中止: the case waits, and its clock stands still.</summary>
internal sealed class CaseSuspendedFlow() : CaseStepFlow<CaseSuspended>(new("暂停、中止", "suspension of a case"))
{
    /// <inheritdoc/>
    protected override CaseState[] AllowedIn => [CaseState.Accepted, CaseState.Reviewed, CaseState.Notice];

    /// <inheritdoc/>
    protected override void CheckStepShape(Shape shape, CaseSuspended e) => shape.Known(e.Ground, "ground");

    /// <inheritdoc/>
    protected override void Change(CasePage page, CaseSuspended e) => CaseStops.Stop(page, CaseState.Suspended, e.Date);
}
