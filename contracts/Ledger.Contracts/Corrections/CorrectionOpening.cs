using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The opening of a correction with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Case">Its case.</param>
/// <param name="Operator">Who opens it.</param>
/// <param name="Units">The units, each with its desk.</param>
internal sealed record CorrectionOpening(
    CorrectionOpened Event, PageView<CasePage> Case, EnrolledOperator Operator, IReadOnlyList<(UnitPages Unit, PageView<DeskPage> Desk)> Units);
