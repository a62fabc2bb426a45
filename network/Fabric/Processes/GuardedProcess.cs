using System.Diagnostics;
using System.Globalization;

namespace Ledger.Network;

/// <summary>
/// A program that runs until it is stopped, and never longer than the process that started it, however that ends: a waiting shell
/// beside it notices when its input closes and ends the program, by SIGTERM and, after a while, by SIGKILL. Output goes to a file.
/// </summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    // The guard is the child, so that the program keeps the process id it was started with. A line of input tells the guard that the
    // program has ended; the end of input, that its starter has. A session of its own, where there is setsid, keeps a terminal's
    // Ctrl+C from the program: its starter stops it when what depends on it has stopped.
    private const string Script =
        """
        log=$1; tenths=$2; shift 2
        exec 3<&0
        (
          trap '' HUP INT TERM
          if read -r ended <&3; then exit 0; fi
          kill -TERM $$
          while [ "$tenths" -gt 0 ]; do
            kill -0 $$ || exit 0
            sleep 0.1
            tenths=$((tenths - 1))
          done
          kill -KILL $$
        ) >/dev/null 2>&1 </dev/null &
        exec 3<&- </dev/null >>"$log" 2>&1
        if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
        exec "$@"
        """;

    private const int LinesShown = 12;

    private readonly Process process;
    private readonly Task ended;
    private readonly string name;
    private readonly string log;

    private GuardedProcess(Process process, string name, string log)
    {
        this.process = process;
        this.name = name;
        this.log = log;
        ended = DismissGuardAsync();
    }

    /// <summary>Its process id while it runs.</summary>
    public int? ProcessId => process.HasExited ? null : process.Id;

    /// <summary>Starts it.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="environment">Its whole environment.</param>
    /// <param name="folder">Its current folder.</param>
    /// <param name="log">Where its output is appended.</param>
    /// <param name="patience">How long it may take to end after SIGTERM.</param>
    public static GuardedProcess Start(
        string name, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, string folder, string log, TimeSpan patience)
    {
        var tenths = ((int)(patience.TotalSeconds * 10)).ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "guard", log, tenths, .. command])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        return new GuardedProcess(Process.Start(start) ?? throw new InvalidOperationException("'/bin/sh' did not start."), name, log);
    }

    /// <summary>Why it ended, with exit code and the end of its log; null while it runs.</summary>
    public LocalNetworkException? End
    {
        get
        {
            if (!process.HasExited)
                return null;
            var tail = File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(LinesShown)) : "";
            return new LocalNetworkException(
                string.Create(CultureInfo.InvariantCulture, $"{name} ended with code {process.ExitCode}; the end of {log}:\n{tail}"),
                string.Create(CultureInfo.InvariantCulture, $"{name} 已退出，代码 {process.ExitCode}；见 {log} 末尾。"));
        }
    }

    /// <summary>Ends it in order, or by SIGKILL when its patience is over.</summary>
    public async Task StopAsync()
    {
        if (!process.HasExited)
            process.StandardInput.Close();
        await ended;
    }

    /// <summary>Ends it as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await ended;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
    }

    private async Task DismissGuardAsync()
    {
        await process.WaitForExitAsync();
        try
        {
            await process.StandardInput.WriteLineAsync();
            process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The guard was told to end it and is gone.
        }
    }
}
