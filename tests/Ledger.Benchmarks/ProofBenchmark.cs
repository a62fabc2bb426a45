using System.Diagnostics;
using Google.Protobuf;
using Ledger.State;

namespace Ledger.Benchmarks;

/// <summary>Making and checking proofs of the state, present and absent keys, and of the log at growing sizes; checking receipts and certificates.</summary>
internal sealed class ProofBenchmark : IBenchmark
{
    private const int Proofs = 20_000;

    public string Name => "proofs";

    public string Summary => "[sizes…]  proofs of state and log, made and checked; receipts and certificates (sizes 10k, 1M)";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (!StateWorkload.TryReadSizes(arguments, out var sizes))
            return 2;

        Console.WriteLine($"State proofs of random keys, one thread, nodes in RocksDB, cache {StateTree.DefaultCacheBytes >> 20} MiB.");
        Console.WriteLine($"{"units",10} {"kind",-10} {"made/s",8} {"checked/s",10} {"bytes",6} {"reads",6} {"proofs",7}");
        var verified = true;
        foreach (var units in sizes)
        {
            using var workload = new StateWorkload(units);
            workload.Load(cancellationToken);
            verified &= Measure(workload, units, absent: false, cancellationToken);
            verified &= Measure(workload, units, absent: true, cancellationToken);
        }

        LogProofMeasure.PrintHeader();
        foreach (var size in sizes)
            verified &= LogProofMeasure.Run(size, cancellationToken);

        return verified & await EvidenceMeasure.RunAsync(cancellationToken) ? 0 : 1;
    }

    private static bool Measure(StateWorkload workload, int units, bool absent, CancellationToken cancellationToken)
    {
        var random = new Random(units);
        var chosen = new int[Proofs];
        for (var i = 0; i < Proofs; i++)
            chosen[i] = random.Next(workload.Keys) + (absent ? workload.Keys : 0);

        var keys = Array.ConvertAll(chosen, StateWorkload.Key);
        var proofs = new byte[Proofs][];
        workload.Store.ResetCounters();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Proofs; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            proofs[i] = workload.Tree.Prove(workload.Version, keys[i]).ToByteArray();
        }

        var making = Stopwatch.GetElapsedTime(started);
        var reads = workload.Store.Reads;
        var root = workload.Tree.Root(workload.Version);
        var values = Array.ConvertAll(chosen, index => StateWorkload.Value(index, 0));
        var failed = 0;
        started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Proofs; i++)
        {
            var verdict = absent
                ? StateVerifier.VerifyAbsence(root, keys[i], proofs[i])
                : StateVerifier.VerifyExistence(root, keys[i], values[i], proofs[i]);
            failed += verdict.IsValid ? 0 : 1;
        }

        var checking = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(
            $"{units,10} {(absent ? "absence" : "existence"),-10} {Proofs / making.TotalSeconds,8:F0} {Proofs / checking.TotalSeconds,10:F0} "
            + $"{proofs.Average(proof => proof.Length),6:F0} {(double)reads / Proofs,6:F2} {(failed == 0 ? "ok" : $"{failed} BAD"),7}");
        return failed == 0;
    }
}
