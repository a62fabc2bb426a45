namespace Ledger.Import;

/// <summary>A row whose case is not over.</summary>
/// <param name="Plan">What it says, with its codes.</param>
/// <param name="Progress">How far its case has come on the ledger.</param>
/// <param name="Refused">A step was refused: what the case left on the ledger is to be taken back.</param>
internal sealed record OpenDeal(PlannedDeal Plan, DealProgress Progress, bool Refused);
