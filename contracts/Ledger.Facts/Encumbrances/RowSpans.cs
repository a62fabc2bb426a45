using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// When the rows of an encumbrance page count (events.md 4): promotion, lapse and expiry follow from the rows, so that a ledger
/// on which nothing happens still tells the truth. Rules and readers both ask here; seizures have a queue of their own
/// (<see cref="SeizureQueue"/>).
/// </summary>
/// <remarks>Each throws a <see cref="FactFormatException"/> for a row with a day that does not exist.</remarks>
public static class RowSpans
{
    /// <summary>An advance notice, until it is cancelled, converted or lapsed (C-35).</summary>
    public static RowSpan Span(this AdvanceNoticeRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return RowSpan.Of(row.RecordingMs, 0, row.Ended, row.Lapses);
    }

    /// <summary>An objection, until it is cancelled, or lapsed without a suit (C-38).</summary>
    public static RowSpan Span(this ObjectionRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return RowSpan.Of(row.RecordingMs, 0, row.Ended, row.SuitFiled == 0 ? row.Lapses : 0);
    }

    /// <summary>An easement, until it is cancelled or its term is over.</summary>
    public static RowSpan Span(this EasementRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return RowSpan.Of(row.RecordingMs, row.From, row.Ended, row.Until);
    }

    /// <summary>A right of residence, until it is cancelled or its fixed end.</summary>
    public static RowSpan Span(this ResidenceRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return RowSpan.Of(row.RecordingMs, row.From, row.Ended, row.Until);
    }

    /// <summary>A lock, until it is removed or its term is over.</summary>
    public static RowSpan Span(this LockRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return RowSpan.Of(row.RecordingMs, row.From, row.Ended, row.Until);
    }
}
