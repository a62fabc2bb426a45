using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// A program of the solution as a user starts it: the built executable itself, so that a signal reaches it and not
/// <c>dotnet run</c>.
/// </summary>
internal sealed partial class BuiltProgram : IAsyncDisposable
{
    private const int Sigint = 2;

    private readonly Process process;
    private readonly Lock gate = new();
    private readonly List<string> output = [];
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Seen)> waiting = [];
    private readonly Task reading;

    private BuiltProgram(Process process)
    {
        this.process = process;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>What it has printed so far, standard error included.</summary>
    public string Output
    {
        get
        {
            lock (gate)
                return string.Join('\n', output);
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="file">The executable, one of <see cref="Programs"/>.</param>
    /// <param name="folder">Its current folder.</param>
    /// <param name="arguments">Its arguments.</param>
    public static BuiltProgram Start(string file, string folder, params IEnumerable<string> arguments)
    {
        // Whoever runs the tests in the background of a shell has Ctrl+C ignored, and so would the program.
        var start = new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", file, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return new BuiltProgram(Process.Start(start)!);
    }

    /// <summary>Waits for a line; fails with everything printed when the program ends before it.</summary>
    public async Task<string> WaitForLineAsync(Func<string, bool> wanted, CancellationToken ct)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (output.Find(line => wanted(line)) is { } line)
                return line;
            waiting.Add((wanted, seen));
        }

        if (await Task.WhenAny(seen.Task, reading).WaitAsync(ct) != seen.Task && !seen.Task.IsCompleted)
            Assert.Fail($"The program ended before the line came:\n{Output}");
        return await seen.Task;
    }

    /// <summary>Asks it to stop, as Ctrl+C does.</summary>
    public void Interrupt()
    {
        if (Kill(process.Id, Sigint) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Waits until it ends and gives its exit code.</summary>
    public async Task<int> ExitAsync(CancellationToken ct)
    {
        await process.WaitForExitAsync(ct);
        await reading.WaitAsync(ct);
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (gate)
            {
                output.Add(line);
                waiting.RemoveAll(wait => wait.Wanted(line) && wait.Seen.TrySetResult(line));
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
