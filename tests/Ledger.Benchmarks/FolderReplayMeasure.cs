using System.Diagnostics;
using System.Globalization;
using Ledger.Contracts;
using Ledger.Peers;

namespace Ledger.Benchmarks;

/// <summary>Replays a kept ledger of many units with the state in a folder, and looks at the memory that takes.</summary>
internal static class FolderReplayMeasure
{
    private const string ResetPeak = "/proc/self/clear_refs";
    private const string Status = "/proc/self/status";

    /// <summary>Measures and prints.</summary>
    /// <exception cref="BenchmarkException">The replay does not end where the ledger does.</exception>
    public static async Task RunAsync(KeptLedger ledger, CancellationToken ct)
    {
        // The peer that held the entries is gone; the peak counts from here.
        var entries = await ledger.EntriesAsync(ct);
        GC.Collect();
        if (File.Exists(ResetPeak))
            await File.WriteAllTextAsync(ResetPeak, "5", ct);

        var folder = ledger.NewFolder();
        try
        {
            var (cpu, begun) = (CpuTimes.Read([], []), Stopwatch.GetTimestamp());
            using (var replay = ReplayFolder.Open(folder, ledger.GenesisSha256))
            {
                var result = await replay.RunAsync(from => EntryFile.ReadAsync(entries, from, ct), new LedgerContract(), progress: null, ct);
                var (elapsed, used) = (Stopwatch.GetElapsedTime(begun), CpuTimes.Read([], []) - cpu);
                if (result.Head.Size != ledger.About.Size)
                    throw new BenchmarkException($"The replay ends at size {result.Head.Size}, the ledger at {ledger.About.Size}.");

                Console.WriteLine($"{"units",10} {"events",10} {"blocks",7} {"events/s",9} {"CPU/ev ms",10} {"peak MB",8} {"disk MB",8}");
                Console.WriteLine(
                    $"{ledger.About.Units,10} {result.Events,10} {result.Head.Number,7} {result.Events / elapsed.TotalSeconds,9:F0} {used.Total.TotalMilliseconds / result.Events,10:F3} {PeakMegabytes(),8} {FolderClone.Bytes(folder) >> 20,8}");
            }

            begun = Stopwatch.GetTimestamp();
            using var again = ReplayFolder.Open(folder, ledger.GenesisSha256);
            Console.WriteLine($"Opened again at its end in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F2} s, at entry {again.Size}.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string PeakMegabytes()
    {
        if (!File.Exists(Status))
            return "not told";

        var peak = File.ReadLines(Status).First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kilobytes = long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        return (kilobytes >> 10).ToString(CultureInfo.InvariantCulture);
    }
}
