namespace Ledger.Benchmarks;

/// <summary>How busy the machine is with other things; belongs beside every number measured.</summary>
internal static class MachineLoad
{
    private const string Path = "/proc/loadavg";

    /// <summary>Runnable threads, mean of the last 1, 5 and 15 minutes; <c>unknown</c> where the system does not tell.</summary>
    public static string Read() => File.Exists(Path) ? string.Join(' ', File.ReadAllText(Path).Split(' ').Take(3)) : "unknown";
}
