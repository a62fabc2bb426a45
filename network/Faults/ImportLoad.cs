using System.Globalization;
using System.Text;
using Ledger.Import;

namespace Ledger.Network;

/// <summary>
/// An import of invented sales, stopped and resumed as often as it is paused. A row per envelope, so that many envelopes are
/// under way at any moment.
/// </summary>
internal sealed class ImportLoad : ILoad
{
    private const string Header =
        "unique_id,price_paid,deed_date,postcode,property_type,new_build,estate_type,saon,paon,street,locality,town,district,county,transaction_category,linked_data_uri";

    private static readonly ImportOptions Options = new() { Pack = 1, RowsInFlight = 8 };

    private readonly LocalNetwork network;
    private readonly TimeProvider clock;
    private readonly int rows;
    private readonly string file;

    /// <summary>An import that has not begun.</summary>
    /// <param name="network">Where to.</param>
    /// <param name="rows">Sales in the file.</param>
    /// <param name="clock">The clock.</param>
    public ImportLoad(LocalNetwork network, int rows, TimeProvider clock)
    {
        this.network = network;
        this.rows = rows;
        this.clock = clock;
        file = Path.Combine(network.Folder, "sales.csv");
        File.WriteAllLines(file, Enumerable.Range(1, rows).Select(Row).Prepend(Header), Encoding.UTF8);
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken pause, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(pause, ct);
        try
        {
            await ImportAsync(stop.Token);
        }
        catch (OperationCanceledException) when (pause.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // Goes on with the next call.
        }
    }

    /// <summary>Runs the import to its end.</summary>
    /// <returns>Events it has put on the ledger in all.</returns>
    /// <exception cref="FaultFoundException">Not every sale is recorded.</exception>
    public async Task<ulong> FinishAsync(CancellationToken ct)
    {
        var totals = await ImportAsync(ct);
        return totals.Recorded == rows
            ? (ulong)totals.Events
            : throw new FaultFoundException(
                $"Of {rows} sales {totals.Recorded} are recorded, {totals.Refused} refused, {totals.Unreadable} unreadable, {totals.Open} open.");
    }

    private Task<ImportTotals> ImportAsync(CancellationToken ct) => LocalImport.RunAsync(network, "uk-ppd", file, Options, output: null, clock, ct);

    private static string Row(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"00000000-0000-4000-8000-{number:D12},{100_000 + number},2019-03-04,ZZ1 1ZZ,T,N,F,,{number},INVENTED STREET,,SAMPLETON,SAMPLETON,SAMPLESHIRE,A,http://example.org/{number}");
}
