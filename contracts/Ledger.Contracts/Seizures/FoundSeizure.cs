using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>A seizure of a unit's page with its place in the queue on the day of the envelope.</summary>
/// <param name="Place">The row with the dates that follow from its place.</param>
/// <param name="Standing">Whether it is in force, waits, or is over.</param>
internal sealed record FoundSeizure(SeizurePlace Place, SeizureStanding Standing);
