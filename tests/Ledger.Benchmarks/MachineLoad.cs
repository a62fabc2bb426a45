using System.Globalization;

namespace Ledger.Benchmarks;

/// <summary>How busy the machine is with other things; belongs beside every number measured.</summary>
internal static class MachineLoad
{
    private const string Averages = "/proc/loadavg";
    private const string Times = "/proc/stat";

    // user nice system idle iowait irq softirq steal; what guests use is within user.
    private const int Idle = 3;
    private const int Waiting = 4;
    private const int Fields = 8;

    /// <summary>Runnable threads, mean of the last 1, 5 and 15 minutes; <c>unknown</c> where the system does not tell.</summary>
    public static string Read() => File.Exists(Averages) ? string.Join(' ', File.ReadAllText(Averages).Split(' ').Take(3)) : "unknown";

    /// <summary>
    /// CPU time that all processes, the kernel and other machines of the host used of this one since it was started; null where the
    /// system does not tell.
    /// </summary>
    public static TimeSpan? ReadBusy()
    {
        if (!File.Exists(Times))
            return null;

        using var reader = File.OpenText(Times);
        var fields = reader.ReadLine()!.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].Take(Fields)
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToList();
        return ThreadTimes.Tick * (fields.Sum() - fields[Idle] - fields[Waiting]);
    }
}
