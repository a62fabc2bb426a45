using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Ledger.Departments;
using Ledger.Network;

namespace Ledger.Benchmarks;

/// <summary>
/// How long a department's node takes to start with many rows in its record store, after a stop in order and after SIGKILL; from the
/// start of its process until it serves and follows the others. The rows alone are multiplied: the ledger stays small, and few of
/// its entries are the department's.
/// </summary>
internal sealed class StartBenchmark : IBenchmark
{
    private const int DefaultRecords = 1_000_000;
    private const int WrittenBetween = 64;
    private const int KeptAtOnce = 4_096;
    private const int Runs = 3;

    public string Name => "start";

    public string Summary => $"[rows]  start of a node with so many rows in its record store, above a small ledger, after a stop and after SIGKILL ({DefaultRecords} rows)";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var records = DefaultRecords;
        if (arguments.Length > 1 || (arguments.Length == 1
            && (!int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out records) || records < 1)))
        {
            await Console.Error.WriteLineAsync("Give a number of rows.");
            return 2;
        }

        try
        {
            Console.WriteLine(
                $"Start of the registration department's node, a process of its own, {Environment.ProcessorCount} cores. Load of the machine (1, 5, 15 min): {MachineLoad.Read()}.");
            Console.WriteLine(CollectorSettings.Line);
            Console.WriteLine("From the start of the process until it serves and follows the others; median of three, and the spread.");
            await using var network = await BenchmarkNetwork.StartAsync(NodePlacement.ProcessPerDepartment, fabric: null, cancellationToken);
            var opened = 0;
            await OpenAsync();
            Console.WriteLine($"{"record store: rows",20} {"own entries",12} {"stopped: s",20} {"killed: s",20} {"MiB",6}");
            await MeasureAsync(added: 0);
            await network.StopNodeAsync();
            var begun = Stopwatch.GetTimestamp();
            await FillAsync(network.RecordFile, records, cancellationToken);
            Console.WriteLine($"{records} rows put into the record store in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s, none of them on the ledger");
            await network.StartNodeAsync(cancellationToken);
            await MeasureAsync(added: records);
            return 0;

            async Task MeasureAsync(int added)
            {
                var times = await TimesAsync(network, OpenAsync, cancellationToken);
                Console.WriteLine($"{opened + added,20} {opened,12} {times} {new FileInfo(network.RecordFile).Length >> 20,6}");
            }

            async Task OpenAsync()
            {
                await new Load(network, eventsPerEnvelope: 1).GoOnAsync(opened, WrittenBetween, cancellationToken);
                opened += WrittenBetween;
            }
        }
        catch (Exception e) when (e is BenchmarkException or LocalNetworkException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<string> TimesAsync(BenchmarkNetwork network, Func<Task> open, CancellationToken ct)
    {
        var (stopped, killed) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            await network.StopNodeAsync();
            stopped.Add(await TimeAsync(network, ct));

            // Killed with writes behind the mark.
            await open();
            await network.KillNodeAsync();
            killed.Add(await TimeAsync(network, ct));
        }

        return $"{Spread(stopped),20} {Spread(killed),20}";
    }

    private static async Task<double> TimeAsync(BenchmarkNetwork network, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        await network.StartNodeAsync(ct);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Keeps records like the newest one, a year of them, as if they had all come to their end.</summary>
    private static async Task FillAsync(string path, int records, CancellationToken ct)
    {
        await using var store = SqliteRecordStore.Open(path);
        var model = store.Find(store.ListNewest(1)[0])!;
        var (content, envelope) = (store.ReadContent(model.Number)!, store.ReadEnvelopes(model.Number)[0]);
        var first = store.ReadNumberBound() + 1;
        await store.SkipNumbersAsync(first + records, ct);
        for (var from = 0; from < records; from += KeptAtOnce)
        {
            var numbers = Enumerable.Range(from, Math.Min(KeptAtOnce, records - from)).Select(i => first + i).ToList();
            await Task.WhenAll(numbers.Select(number =>
            {
                var row = model.Row.Clone();
                row.ReceivedMs -= (ulong)((first + records - number) * 365L * 24 * 3_600_000 / records) + (24UL * 3_600_000);
                return store.AddAsync(new(number, RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes), row, content, envelope), ct);
            }));
            foreach (var number in numbers)
                store.SetOutcome(number, model.Outcome!);
        }
    }

    private static string Spread(List<double> seconds)
    {
        seconds.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{seconds[seconds.Count / 2]:F1} ({seconds[0]:F1}–{seconds[^1]:F1})");
    }
}
