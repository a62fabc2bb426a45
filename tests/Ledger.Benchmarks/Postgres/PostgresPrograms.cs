using System.Diagnostics;

namespace Ledger.Benchmarks;

/// <summary>PostgreSQL's programs as they are installed. They do not run as root: to root they are another's.</summary>
/// <param name="folder">Folder of the programs.</param>
internal sealed class PostgresPrograms(string folder)
{
    private const string Installed = "/usr/lib/postgresql";
    private const string Nobody = "65534";
    private static readonly string[] Programs = ["postgres", "initdb", "pg_ctl"];

    /// <summary>Where they were looked for, for people.</summary>
    public const string Places = "the PATH, and " + Installed + "/*/bin";

    private static bool IsRoot => OperatingSystem.IsLinux() && Environment.UserName == "root";

    /// <summary>Finds them; null when they are not installed.</summary>
    public static PostgresPrograms? Find()
    {
        var versions = Directory.Exists(Installed)
            ? Directory.EnumerateDirectories(Installed).OrderDescending(StringComparer.Ordinal).Select(static version => Path.Combine(version, "bin"))
            : [];
        var named = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(static path => Path.Combine(path, "postgres"))
            .Where(File.Exists)
            .Select(static file => Path.GetDirectoryName(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file)!);
        var found = named.Concat(versions).FirstOrDefault(static path => Array.TrueForAll(Programs, program => File.Exists(Path.Combine(path, program))));
        return found is null ? null : new(found);
    }

    /// <summary>Makes a folder theirs.</summary>
    public static async Task GiveAsync(string folder, CancellationToken ct)
    {
        if (IsRoot)
            await RunProgramAsync("chown", [$"{Nobody}:{Nobody}", folder], ct);
    }

    /// <summary>Runs one of them and waits for its end.</summary>
    /// <exception cref="BenchmarkException">It failed; with what it said.</exception>
    public Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var path = Path.Combine(folder, program);
        return IsRoot
            ? RunProgramAsync("setpriv", ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", path, .. arguments], ct)
            : RunProgramAsync(path, arguments, ct);
    }

    private static async Task<string> RunProgramAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? await output
            : throw new BenchmarkException($"{program} ended with code {process.ExitCode}: {await error}{await output}");
    }
}
