using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Ledger.Benchmarks;

/// <summary>Measures the hash-chained table of a PostgreSQL beside the ledger, in the same hour on the same machine.</summary>
internal static class PostgresPeer
{
    /// <summary>About what an opening has as an entry of the ledger.</summary>
    private const int EntryBytes = 700;

    private static readonly int[] Clients = [1, 16];

    /// <summary>Measures and shows.</summary>
    /// <returns>The same for machines; null when PostgreSQL is not installed, which is said.</returns>
    /// <exception cref="BenchmarkException">It does not start, or the chain does not verify.</exception>
    public static async Task<JsonObject?> RunAsync(TimeSpan duration, int repeat, TextWriter text, CancellationToken ct)
    {
        text.WriteLine();
        if (PostgresPrograms.Find() is not { } programs)
        {
            text.WriteLine($"PostgreSQL: not measured, for postgres, initdb and pg_ctl are neither on {PostgresPrograms.Places}.");
            return null;
        }

        await using var cluster = await PostgresCluster.StartAsync(programs, Clients.Max(), ct);
        var table = new HashChainedTable(cluster.Source);
        var (version, durability) = await table.DescribeAsync(ct);
        text.WriteLine(
            $"PostgreSQL {version}, {durability}: a hash-chained table, {EntryBytes} bytes a row, a transaction a row, over a Unix socket. One copy, no signatures, no rules.");
        text.WriteLine($"{"chained by",-20} {"clients",7} {"rows/s",9} {"p50 ms",7} {"p99 ms",7}");
        var rows = new JsonArray();
        (string Name, Func<byte[], CancellationToken, Task> Append)[] ways =
            [("a server function", table.AppendByFunctionAsync), ("client round trips", table.AppendByRoundTripsAsync)];
        foreach (var (name, append) in ways)
        {
            foreach (var clients in Clients)
            {
                await table.CreateAsync(ct);
                var written = (await MeasureAsync(append, clients, duration / 4, ct)).Latencies.Length;
                var runs = new List<(double Rate, double[] Latencies)>();
                for (var run = 0; run < repeat; run++)
                {
                    runs.Add(await MeasureAsync(append, clients, duration, ct));
                    written += runs[^1].Latencies.Length;
                }

                if (await table.VerifyAsync(ct) is var held && held != written)
                    throw new BenchmarkException($"The hash-chained table has {held} rows; {written} were acknowledged.");

                var (rate, latencies) = runs.OrderBy(static run => run.Rate).ElementAt(runs.Count / 2);
                var (p50, p99) = (latencies[latencies.Length / 2], latencies[latencies.Length * 99 / 100]);
                text.WriteLine($"{name,-20} {clients,7} {rate,9:F0} {p50,7:F2} {p99,7:F2}");
                rows.Add(new JsonObject
                {
                    ["chained_by"] = name,
                    ["clients"] = clients,
                    ["rows_per_second"] = new JsonArray([.. runs.Select(static run => JsonValue.Create(run.Rate))]),
                    ["p50_ms"] = p50,
                    ["p99_ms"] = p99,
                });
            }
        }

        text.WriteLine("Verified: every row of each table, and the chain over them.");
        return new JsonObject { ["version"] = version, ["durability"] = durability, ["rows"] = rows };
    }

    private static async Task<(double Rate, double[] Latencies)> MeasureAsync(
        Func<byte[], CancellationToken, Task> append, int clients, TimeSpan duration, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var workers = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(
            async () =>
            {
                var latencies = new List<double>();
                var entry = RandomNumberGenerator.GetBytes(EntryBytes);
                while (Stopwatch.GetElapsedTime(started) < duration)
                {
                    var begun = Stopwatch.GetTimestamp();
                    await append(entry, ct);
                    latencies.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                }

                return latencies;
            },
            ct)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var all = workers.SelectMany(static latencies => latencies).Order().ToArray();
        return (all.Length / elapsed.TotalSeconds, all);
    }
}
