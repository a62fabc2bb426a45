using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What an act on the book does to one unit, as its case was accepted for.</summary>
/// <param name="Flow">The flow of registration.</param>
/// <param name="UnitCode">The unit.</param>
/// <param name="BusinessNumber">Its business number.</param>
/// <param name="Path">Field of the event that holds the business number.</param>
internal sealed record BookAct(FlowCode Flow, string UnitCode, string BusinessNumber, string Path);
