using System.Diagnostics;
using Ledger.Client;
using Ledger.Facts;
using Ledger.Verifier;

namespace Ledger.Benchmarks;

/// <summary>Keeps so many calls in flight on a network for a while; every receipt is verified as it comes.</summary>
/// <param name="network">The network.</param>
/// <param name="eventsPerEnvelope">Events of a packed envelope.</param>
internal sealed class Load(BenchmarkNetwork network, int eventsPerEnvelope)
{
    private readonly OpeningPapers openings = new(Today());
    private readonly SalePapers sales = new(Today());
    private int next = -1;

    /// <summary>Envelopes sent since the network was started, warming up included.</summary>
    public int TotalEnvelopes { get; private set; }

    /// <summary>Events sent since the network was started, warming up included.</summary>
    public int TotalEvents { get; private set; }

    /// <summary>Runs one row of the table.</summary>
    /// <param name="shape">What is sent.</param>
    /// <param name="clients">Calls in flight.</param>
    /// <param name="duration">For how long calls are begun.</param>
    /// <param name="minimum">Events below which it goes on all the same.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<LoadResult> RunAsync(LoadShape shape, int clients, TimeSpan duration, int minimum, CancellationToken ct)
    {
        var sent = 0;
        var (blocks, _) = await network.SettleAsync(ct);
        var before = await network.SampleAsync();
        var started = Stopwatch.GetTimestamp();
        var workers = await Task.WhenAll(Enumerable.Range(0, clients).Select(worker => Task.Run(
            async () =>
            {
                var latencies = new List<double>();
                var events = 0;
                while (Stopwatch.GetElapsedTime(started) < duration || Volatile.Read(ref sent) < minimum)
                {
                    var acknowledged = await SendAsync(shape, worker, latencies, ct);
                    Interlocked.Add(ref sent, acknowledged);
                    events += acknowledged;
                }

                return (latencies, events);
            },
            ct)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var used = await network.SampleAsync() - before;
        var memory = network.ReadMemory();
        var latencies = workers.SelectMany(worker => worker.latencies).ToArray();
        Array.Sort(latencies);
        var events = workers.Sum(worker => worker.events);
        TotalEvents += events;
        TotalEnvelopes += latencies.Length;
        // Blocks are counted to where all peers have them, and so are syncs.
        var (newest, _) = await network.SettleAsync(ct);
        var settled = await network.SampleAsync() - before;
        used = used with { Figures = used.Figures with { Syncs = settled.Figures.Syncs } };
        return new LoadResult(shape, clients, latencies.Length, events, elapsed, used, memory, newest - blocks, latencies);
    }

    /// <summary>Opens flats beside those opened before by another load on the same network.</summary>
    public async Task GoOnAsync(int first, int flats, CancellationToken ct)
    {
        for (var index = first; index < first + flats; index++)
            await network.Registration[0].Registration.OpenFirstRegistrationAsync(openings.First(index), ct);
    }

    /// <summary>Opens so many flats, one after the other, on a network nothing else was sent to.</summary>
    public async Task<IReadOnlyList<VerifiedReceipt>> OpenAsync(int flats, CancellationToken ct)
    {
        var receipts = new List<VerifiedReceipt>();
        for (var index = 0; index < flats; index++)
        {
            var outcome = await network.Registration[0].Registration.OpenFirstRegistrationAsync(openings.First(index), ct);
            receipts.Add(outcome.Receipt ?? throw new BenchmarkException("A write came back as ordered, without a receipt."));
        }

        return receipts;
    }

    /// <summary>Unit codes of the first cases.</summary>
    public static IEnumerable<string> Units(int count) => Enumerable.Range(0, count).Select(index => new CaseNumbers(index, Today()).Unit);

    private async Task<int> SendAsync(LoadShape shape, int worker, List<double> latencies, CancellationToken ct)
    {
        var registration = network.Registration[worker % network.Registration.Count].Registration;
        if (shape == LoadShape.Packed)
        {
            var first = Interlocked.Add(ref next, eventsPerEnvelope) - eventsPerEnvelope + 1;
            var batch = openings.Batch(first, eventsPerEnvelope);
            return await TimeAsync(() => registration.WriteAsync(batch, cancellationToken: ct), eventsPerEnvelope, latencies);
        }

        var index = Interlocked.Increment(ref next);
        if (index > CaseNumbers.Limit)
            throw new BenchmarkException($"The workload has numbers for {CaseNumbers.Limit} cases; run for a shorter time.");

        if (shape == LoadShape.Sales)
        {
            var (transaction, tax) = (network.Transaction.Transaction, network.Tax.Tax);
            return await TimeAsync(() => registration.OpenFirstRegistrationAsync(sales.Open(index), ct), 1, latencies)
                + await TimeAsync(() => transaction.SignContractAsync(sales.Sign(index), ct), 1, latencies)
                + await TimeAsync(() => transaction.FileContractAsync(sales.File(index), ct), 1, latencies)
                + await TimeAsync(() => tax.AssessTaxAsync(sales.Assess(index), ct), 1, latencies)
                + await TimeAsync(() => tax.PayTaxAsync(sales.Pay(index), ct), 1, latencies)
                + await TimeAsync(() => registration.RecordTransferAsync(sales.Transfer(index), ct), 1, latencies);
        }

        return OpeningPapers.IsMigrated(index)
            ? await TimeAsync(() => registration.OpenMigratedAsync(openings.Migrated(index), ct), 1, latencies)
            : await TimeAsync(() => registration.OpenFirstRegistrationAsync(openings.First(index), ct), 1, latencies);
    }

    /// <summary>The clerk's side of one write: sign, send, wait, verify the receipt.</summary>
    private static async Task<int> TimeAsync(Func<Task<WriteOutcome>> write, int events, List<double> latencies)
    {
        var started = Stopwatch.GetTimestamp();
        var outcome = await write();
        latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return outcome.Receipt?.Payload.Events.Count == events
            ? events
            : throw new BenchmarkException(
                $"A write of {events} events came back as {(outcome.Receipt is null ? "ordered, without a receipt" : "a receipt of another number of events")}.");
    }

    private static Day Today() => Day.At((ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
}
