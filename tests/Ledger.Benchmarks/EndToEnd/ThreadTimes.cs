using System.Globalization;

namespace Ledger.Benchmarks;

/// <summary>CPU time of this process's living threads, user and system, by what they do. Linux names them.</summary>
/// <param name="Pool">The thread pool: calls, signatures, rules, state tree, writes to the stores, and collecting garbage in between.</param>
/// <param name="Compiler">Compiling in the background.</param>
/// <param name="Sockets">Waiting for sockets.</param>
/// <param name="Store">RocksDB's own: flushing and compacting.</param>
internal readonly record struct ThreadTimes(TimeSpan Pool, TimeSpan Compiler, TimeSpan Sockets, TimeSpan Store)
{
    private const string Tasks = "/proc/self/task";

    // The kernel counts for programs in hundredths of a second, on every machine.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>Reads the counters of the operating system.</summary>
    public static ThreadTimes Read()
    {
        var sum = default(ThreadTimes);
        foreach (var thread in Directory.EnumerateDirectories(Tasks))
        {
            try
            {
                sum += Of(File.ReadAllText(Path.Combine(thread, "comm")).Trim(), File.ReadAllText(Path.Combine(thread, "stat")));
            }
            catch (IOException)
            {
                // It ended meanwhile.
                continue;
            }
        }

        return sum;
    }

    public static ThreadTimes operator +(ThreadTimes left, ThreadTimes right) =>
        new(left.Pool + right.Pool, left.Compiler + right.Compiler, left.Sockets + right.Sockets, left.Store + right.Store);

    public static ThreadTimes operator -(ThreadTimes after, ThreadTimes before) =>
        new(after.Pool - before.Pool, after.Compiler - before.Compiler, after.Sockets - before.Sockets, after.Store - before.Store);

    private static ThreadTimes Of(string name, string stat)
    {
        // The name stands in brackets and may hold blanks; user and system time are the 12th and 13th field behind it.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var used = Tick * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
        return name switch
        {
            ".NET TP Worker" => new ThreadTimes { Pool = used },
            ".NET Sockets" => new ThreadTimes { Sockets = used },
            _ when name.StartsWith(".NET Tiered", StringComparison.Ordinal) => new ThreadTimes { Compiler = used },
            _ when name.StartsWith("rocksdb:", StringComparison.Ordinal) => new ThreadTimes { Store = used },
            _ => default,
        };
    }
}
