using System.Diagnostics;
using Ledger.State;

namespace Ledger.Benchmarks;

/// <summary>Batches of random page changes on a state tree of growing size.</summary>
internal sealed class StateBenchmark : IBenchmark
{
    private const int VerifiedProofs = 500;
    private const int TotalKeys = 60_000;

    public string Name => "state";

    public string Summary
        => "[units…]  state tree: load, then durable batches of random changes (10k 1M 10M unless sizes are named; 10M takes half an hour and 3 GB of disk)";

    public Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (!StateWorkload.TryReadSizes(arguments, out var sizes))
            return Task.FromResult(2);

        Console.WriteLine($"State tree on RocksDB, two pages a unit, cache {StateTree.DefaultCacheBytes >> 20} MiB, {Environment.ProcessorCount} cores.");
        Console.WriteLine(CollectorSettings.Line);
        Console.WriteLine(
            "Times per changed key, wall clock; 'tree' is hashing and encoding without storage reads; 'cpu' is the whole process, RocksDB's threads included.");
        Console.WriteLine(
            $"{"units",10} {"batch",6} {"keys/s",9} {"tree µs",8} {"read µs",8} {"reads",6} {"write µs",9} {"cpu µs",7} {"nodes",6} {"bytes",6} {"alloc",7} {"proofs",7}");
        var verified = true;
        foreach (var units in sizes)
        {
            using var workload = new StateWorkload(units);
            var started = Stopwatch.GetTimestamp();
            workload.Load(cancellationToken);
            var loaded = Stopwatch.GetElapsedTime(started);
            Console.WriteLine($"{units,10}   load {workload.Keys / loaded.TotalSeconds,9:F0} keys/s, {workload.Store.DiskBytes / (1024 * 1024)} MiB on disk");
            foreach (var batch in (int[])[5, 50, 500])
                verified &= Measure(workload, units, batch, cancellationToken);
        }

        return Task.FromResult(verified ? 0 : 1);
    }

    private static bool Measure(StateWorkload workload, int units, int batch, CancellationToken cancellationToken)
    {
        var random = new Random(batch);
        // Small batches are written less often in all: each costs a sync.
        var rounds = Math.Max(20, Math.Min(TotalKeys / batch, 2_000));
        var (tree, write) = (TimeSpan.Zero, TimeSpan.Zero);
        long nodes = 0;
        long allocated = 0;
        byte[] root = [];
        workload.Store.ResetCounters();
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        for (var round = 1; round <= rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changes = Changes(random, workload.Keys, batch, round);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            var update = workload.Tree.Update(workload.Version, workload.Version + 1, changes);
            tree += Stopwatch.GetElapsedTime(started);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            started = Stopwatch.GetTimestamp();
            workload.Commit(update);
            write += Stopwatch.GetElapsedTime(started);
            nodes += update.NodeCount;
            root = update.Root;
        }

        process.Refresh();
        cpu = process.TotalProcessorTime - cpu;
        double keys = (double)rounds * batch;
        var store = workload.Store;
        var (reads, readTime, bytes) = (store.Reads, store.ReadTime, store.BytesWritten);
        var failed = workload.Verify(root, VerifiedProofs, seed: batch);
        Console.WriteLine(
            $"{units,10} {batch,6} {keys / (tree + write).TotalSeconds,9:F0} {(tree - readTime).TotalMicroseconds / keys,8:F1} "
            + $"{readTime.TotalMicroseconds / keys,8:F1} {reads / keys,6:F2} {write.TotalMicroseconds / keys,9:F1} {cpu.TotalMicroseconds / keys,7:F1} "
            + $"{nodes / keys,6:F2} {bytes / keys,6:F0} {allocated / keys,7:F0} {(failed == 0 ? "ok" : $"{failed} BAD"),7}");
        return failed == 0;
    }

    private static StateChange[] Changes(Random random, int keys, int batch, int round)
    {
        var chosen = new HashSet<int>(batch);
        while (chosen.Count < batch)
            chosen.Add(random.Next(keys));

        return [.. chosen.Select(index => new StateChange(StateWorkload.Key(index), StateWorkload.Value(index, round)))];
    }
}
