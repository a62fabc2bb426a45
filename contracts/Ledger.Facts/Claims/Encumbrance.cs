using Ledger.V1;

namespace Ledger.Facts;

/// <summary>One encumbrance that counts at the evidence time.</summary>
/// <param name="Unit">The unit or parcel whose page holds it.</param>
/// <param name="Text">It in words.</param>
/// <param name="Mortgage">The row, when it is a mortgage.</param>
/// <param name="Seizure">The row with its dates, when it is a seizure.</param>
/// <param name="Queued">The seizure waits in the queue, or starts after the evidence day.</param>
public sealed record Encumbrance(UnitCode Unit, Wording Text, MortgageRow? Mortgage, SeizurePlace? Seizure, bool Queued);
