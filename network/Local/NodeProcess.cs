using System.Diagnostics;
using System.Globalization;
using Ledger.Node;

namespace Ledger.Network;

/// <summary>One department's node as a process of its own: the built <c>ledger-node</c>, its output in <c>node.log</c>.</summary>
internal sealed class NodeProcess : IRunningNode
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Task copying;
    private readonly string department;
    private readonly string log;

    private NodeProcess(Process process, Task copying, string department, string log)
    {
        this.process = process;
        this.copying = copying;
        this.department = department;
        this.log = log;
    }

    /// <inheritdoc/>
    public int? ProcessId => process.HasExited ? null : process.Id;

    /// <summary>Starts the program; it may still refuse its configuration, see <see cref="End"/>.</summary>
    public static NodeProcess Start(NodeConfiguration configuration, string log, string? standAloneWord, IReadOnlyDictionary<string, string>? variables)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ledger-node.exe" : "ledger-node");
        var start = new ProcessStartInfo(program)
        {
            ArgumentList = { "run", "--config", configuration.File, "--until-input-ends" },
            // The child stops when this pipe closes, so none is left behind when the launcher dies.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        if (standAloneWord is not null)
        {
            start.ArgumentList.Add("--stand-alone-word");
            start.ArgumentList.Add(standAloneWord);
        }

        var started = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        return new NodeProcess(started, CopyAsync(started, log), configuration.Department, log);
    }

    /// <inheritdoc/>
    public LocalNetworkException? End
    {
        get
        {
            if (!process.HasExited)
                return null;
            copying.Wait(TimeSpan.FromSeconds(5));
            var tail = string.Join('\n', File.ReadLines(log).TakeLast(12));
            return new LocalNetworkException(
                string.Create(CultureInfo.InvariantCulture, $"The node of {department} ended with code {process.ExitCode}; the end of {log}:\n{tail}"),
                string.Create(CultureInfo.InvariantCulture, $"{department} 的节点已退出，代码 {process.ExitCode}；见 {log} 末尾。"));
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
        }
    }

    /// <inheritdoc/>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await StopAsync();
        await copying;
        process.Dispose();
    }

    /// <summary>The signal behind an exit code (128 + signal), if one is.</summary>
    private static string Signal(int code) => code is > 128 and < 160 ? string.Create(CultureInfo.InvariantCulture, $", killed by signal {code - 128}") : "";

    private static async Task CopyAsync(Process process, string path)
    {
        await using var writer = new StreamWriter(path, append: true) { AutoFlush = true };
        var gate = new SemaphoreSlim(1);
        var id = process.Id;
        await Task.WhenAll(CopyLinesAsync(process.StandardOutput), CopyLinesAsync(process.StandardError));
        await process.WaitForExitAsync();
        // Whoever kills a process leaves it no time to say so itself.
        await writer.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fff}Z process {id} of the node ended with code {process.ExitCode}{Signal(process.ExitCode)}"));

        async Task CopyLinesAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                await gate.WaitAsync();
                try
                {
                    await writer.WriteLineAsync(line);
                }
                finally
                {
                    gate.Release();
                }
            }
        }
    }
}
