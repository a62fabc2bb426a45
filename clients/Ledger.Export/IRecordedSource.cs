using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Export;

/// <summary>Where recorded acts come from, in clear text and verified.</summary>
public interface IRecordedSource
{
    /// <summary>Recorded requests.</summary>
    /// <param name="from">First day of recording; null = not bounded.</param>
    /// <param name="to">Last day.</param>
    /// <param name="subject">Only what names this unit, case or document; empty = all.</param>
    /// <param name="ct">Ends the reading.</param>
    IAsyncEnumerable<RecordedActs> ListAsync(Day? from, Day? to, string subject, CancellationToken ct);
}
