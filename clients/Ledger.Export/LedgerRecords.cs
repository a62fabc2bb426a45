using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Export;

/// <summary>The registration department's own records, over mutual TLS.</summary>
/// <param name="client">A client of staff with the duty to record.</param>
public sealed class LedgerRecords(LedgerClient client) : IRecordedSource
{
    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedActs> ListAsync(Day? from, Day? to, string subject, CancellationToken ct)
        => client.Registration.ListRecordedAsync(from, to, subject, ct);
}
