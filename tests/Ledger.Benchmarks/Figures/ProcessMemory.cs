using System.Globalization;

namespace Ledger.Benchmarks;

/// <summary>Memory and handles that a process holds now.</summary>
/// <param name="Name">What runs in it.</param>
/// <param name="ResidentBytes">Bytes in the machine's memory (VmRSS), files mapped by it included.</param>
/// <param name="Handles">Open files and sockets.</param>
internal readonly record struct ProcessMemory(string Name, long ResidentBytes, int Handles)
{
    /// <summary>Reads what the operating system says; zeros where it does not tell.</summary>
    public static ProcessMemory Read(string name, int process)
    {
        var status = $"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status";
        if (!File.Exists(status))
            return new(name, 0, 0);

        var resident = File.ReadLines(status).First(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return new(
            name,
            1024 * long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture),
            Directory.GetFileSystemEntries(Path.Combine(Path.GetDirectoryName(status)!, "fd")).Length);
    }
}
