using System.Runtime.InteropServices;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>A seizure with the dates that follow from its place in the queue.</summary>
/// <param name="Row">The row of the page.</param>
/// <param name="Start">First day; for a queued one the day it starts if nothing before it is lifted or renewed.</param>
/// <param name="End">The day after the last one.</param>
/// <param name="StartMs">First instant, ms since the epoch: that of delivery, or the beginning of the day of promotion.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SeizurePlace(SeizureRow Row, Day Start, Day End, ulong StartMs)
{
    /// <summary>Whether it took its place by the end of another one.</summary>
    public bool IsPromoted => StartMs > Row.DeliveryTimeMs;
}
