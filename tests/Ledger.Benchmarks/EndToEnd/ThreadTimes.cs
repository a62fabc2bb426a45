using System.Globalization;

namespace Ledger.Benchmarks;

/// <summary>
/// CPU time of this process's threads, user and system, by what they do; Linux names them. What threads used that have ended
/// since stands in the process's total alone.
/// </summary>
internal sealed class ThreadTimes
{
    private const string Tasks = "/proc/self/task";

    /// <summary>What the kernel counts for programs in: hundredths of a second, on every machine.</summary>
    internal static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<(string Thread, string Started, string Name), TimeSpan> used;

    private ThreadTimes(Dictionary<(string Thread, string Started, string Name), TimeSpan> used) => this.used = used;

    /// <summary>The thread pool: calls, signatures, rules, state tree, writes to the stores; a workstation collector's work too.</summary>
    public TimeSpan Pool => Sum(name => name == ".NET TP Worker");

    /// <summary>The threads of a server collector.</summary>
    public TimeSpan Collector => Sum(name => name.StartsWith(".NET Server GC", StringComparison.Ordinal));

    /// <summary>Compiling in the background.</summary>
    public TimeSpan Compiler => Sum(name => name.StartsWith(".NET Tiered", StringComparison.Ordinal));

    /// <summary>Waiting for sockets.</summary>
    public TimeSpan Sockets => Sum(name => name == ".NET Sockets");

    /// <summary>RocksDB's own: flushing and compacting.</summary>
    public TimeSpan Store => Sum(name => name.StartsWith("rocksdb:", StringComparison.Ordinal));

    /// <summary>Reads the counters of the operating system.</summary>
    public static ThreadTimes Read()
    {
        var used = new Dictionary<(string Thread, string Started, string Name), TimeSpan>();
        foreach (var thread in Directory.EnumerateDirectories(Tasks))
        {
            try
            {
                // The name stands in brackets and may hold blanks. Behind it: user and system time 12th and 13th, the start 20th;
                // with it a number that is given to a new thread is another's.
                var stat = File.ReadAllText(Path.Combine(thread, "stat"));
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                used[(thread, fields[19], File.ReadAllText(Path.Combine(thread, "comm")).Trim())] =
                    Tick * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
            }
            catch (IOException)
            {
                // It ended meanwhile.
                continue;
            }
        }

        return new ThreadTimes(used);
    }

    /// <summary>What each thread that lives at the end used in between.</summary>
    public static ThreadTimes operator -(ThreadTimes after, ThreadTimes before) =>
        new(after.used.ToDictionary(entry => entry.Key, entry => entry.Value - before.used.GetValueOrDefault(entry.Key)));

    private TimeSpan Sum(Func<string, bool> named) =>
        used.Where(entry => named(entry.Key.Name)).Aggregate(TimeSpan.Zero, (sum, entry) => sum + entry.Value);
}
